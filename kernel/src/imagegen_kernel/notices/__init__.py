"""What a metric alone would not notice about samples: each a notice with indices and a picture."""

from imagegen_kernel.notices.examiner import Examiner
from imagegen_kernel.notices.notice import Notice
from imagegen_kernel.notices.picture import write_notice_picture, write_sheet
from imagegen_kernel.notices.reference_table import read_reference_table, write_reference_table

__all__ = [
    "Examiner",
    "Notice",
    "read_reference_table",
    "write_notice_picture",
    "write_reference_table",
    "write_sheet",
]
