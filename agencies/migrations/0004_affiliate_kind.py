"""Units that a department runs and that are not ranked for themselves have a kind of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_order_by_byte"),
    ]

    operations = [
        migrations.AlterField(
            model_name="agencyversion",
            name="kind",
            field=models.CharField(
                choices=[
                    ("province", "Tỉnh"),
                    ("department", "Sở, ban, ngành"),
                    ("commune", "Xã"),
                    ("ward", "Phường"),
                    ("special_zone", "Đặc khu"),
                    ("service_unit", "Đơn vị sự nghiệp công lập"),
                    ("one_stop", "Trung tâm Phục vụ hành chính công"),
                    ("affiliate", "Đơn vị trực thuộc"),
                    ("division", "Phòng, bộ phận"),
                    ("district", "Huyện, thị xã, thành phố (trước 01/7/2025)"),
                    ("township", "Thị trấn (trước 01/7/2025)"),
                ],
                max_length=20,
            ),
        ),
    ]
