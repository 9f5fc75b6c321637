"""Names that people type: comparing them with the names of a base, in Chinese, pinyin and English."""
