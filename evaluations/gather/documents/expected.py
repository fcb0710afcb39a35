"""What phones still owe a visit, in words that say whom to ask."""

from evaluations.gather.capture.unsettled import Expected, devices_expected, photos_on_the_way
from evaluations.models import Inspection


def expectations(inspection: Inspection) -> list[str]:
    """Warnings before the minutes; none forbids their issue (what comes later goes into an addendum)."""
    warnings = [_device(one) for one in devices_expected(inspection)]
    coming = photos_on_the_way(inspection)
    if coming:
        listed = "Biên bản vẫn ghi mã băm của ảnh; ảnh gửi tiếp sẽ được đối chiếu với mã này."
        warnings.append(f"{coming} ảnh chưa nhận đủ. {listed}")
    return warnings


def _device(one: Expected) -> str:
    name = one.device.user.display_name
    if one.waiting:
        return f"Máy của {name} còn {one.waiting} bản ghi chưa gửi. Hãy mở ứng dụng và bấm gửi."
    return f"Máy của {name} đã tải cuộc kiểm tra này nhưng chưa gửi gì. Hãy hỏi lại trước."
