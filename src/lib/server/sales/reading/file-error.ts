/** A file that is refused as a whole: nothing of it is written. */
export type FileErrorCode =
  | 'file_empty'
  | 'file_too_large'
  | 'encoding_invalid'
  | 'csv_unclosed_quote'
  | 'row_too_long'
  | 'too_many_columns'
  | 'too_many_rows'
  | 'html_not_spreadsheet'
  | 'xls_legacy'
  | 'xlsx_truncated'
  | 'xlsx_invalid'
  | 'xlsx_ratio'
  | 'xlsx_too_many_entries'
  | 'xlsx_dtd'
  | 'profile_unknown'
  | 'profile_ambiguous'
  | 'not_an_order_file'
  | 'ids_rounded_by_excel'
  | 'shop_missing'
  | 'mapping_invalid';

const SENTENCES: Record<FileErrorCode, [zh: string, en: string]> = {
  file_empty: [
    '文件里没有数据：请重新从平台导出。',
    'The file holds no data: export it again from the platform.',
  ],
  file_too_large: [
    '文件太大：CSV 不超过 500 MB，XLSX 不超过 50 MB，请按月份分开导出。',
    'The file is too large (CSV up to 500 MB, XLSX up to 50 MB): export it month by month.',
  ],
  encoding_invalid: [
    '文件编码已损坏，有的字节既不是 UTF-8 也不是 GB18030：请直接上传平台导出的原始文件。',
    'The file’s encoding is damaged, some bytes are neither UTF-8 nor GB18030: upload the platform’s original file.',
  ],
  csv_unclosed_quote: [
    '引号没有成对，文件可能没有下载完：请重新导出。',
    'A quotation mark is never closed, the download may be incomplete: export it again.',
  ],
  row_too_long: [
    '有一行超过 256 KB，不像订单明细：请用平台原始文件。',
    'One row is longer than 256 KB, which no order is: use the platform’s original file.',
  ],
  too_many_columns: [
    '表头超过 200 列：请用平台原始文件。',
    'The header has more than 200 columns: use the original file.',
  ],
  too_many_rows: ['行数太多：请按月份分开导出。', 'The file has too many rows: export it month by month.'],
  html_not_spreadsheet: [
    '这是网页，不是表格：请在平台选择导出 CSV 或 XLSX。',
    'This is a web page, not a spreadsheet: choose CSV or XLSX when exporting.',
  ],
  xls_legacy: [
    '这是旧版 XLS 或加密的表格：请另存为 XLSX，或取消密码。',
    'This is an old XLS or an encrypted workbook: save it as XLSX, or remove its password.',
  ],
  xlsx_truncated: ['XLSX 文件不完整：请重新下载。', 'The XLSX file is incomplete: download it again.'],
  xlsx_invalid: [
    '这不是 XLSX 表格：请用平台原始文件。',
    'This is not an XLSX workbook: use the platform’s original file.',
  ],
  xlsx_ratio: [
    'XLSX 展开后异常巨大，已拒绝读取：请用平台原始文件。',
    'The XLSX unpacks to an abnormal size and was not read: use the platform’s original file.',
  ],
  xlsx_too_many_entries: [
    'XLSX 内的部件超过 1,000 个，已拒绝读取：请用平台原始文件。',
    'The XLSX holds more than 1,000 parts and was not read: use the platform’s original file.',
  ],
  xlsx_dtd: [
    'XLSX 含有不允许的文档类型定义，已拒绝读取：请用平台原始文件。',
    'The XLSX contains a document type definition and was not read: use the platform’s original file.',
  ],
  profile_unknown: [
    '认不出这是哪个平台的订单：请选择平台的订单明细导出，或手动对应各列。',
    'No known platform’s order export: choose the platform’s order list, or map the columns by hand.',
  ],
  profile_ambiguous: [
    '这个表头同时像几种导出：请手动选择平台。',
    'The header fits several exports equally well: choose the platform by hand.',
  ],
  not_an_order_file: [
    '这是资金或推广账单，不是订单：请在平台的“订单管理”里导出订单明细。',
    'This is a settlement or promotion bill, not orders: export the order list from the platform’s order management.',
  ],
  ids_rounded_by_excel: [
    '一半以上的订单号已被 Excel 改成近似值：请用平台原始文件，不要用 Excel 另存。',
    'At least half of the order numbers were rounded by Excel: use the original file, do not save it again with Excel.',
  ],
  shop_missing: [
    '文件里没有店铺名称：请选择这份文件属于哪家店（命令行用 --shop）。',
    'The file does not name the shop: choose which shop it belongs to (on the command line --shop).',
  ],
  mapping_invalid: [
    '列对应表与文件不符：请检查列名。',
    'The mapping does not fit the file: check the names of its columns.',
  ],
};

export interface FileErrorReport {
  code: FileErrorCode;
  line?: number;
  messageZh: string;
  messageEn: string;
}

/** Thrown inside the readers (deep in streams), turned into a value by the import's public functions. */
export class FileError extends Error {
  readonly code: FileErrorCode;
  readonly line: number | undefined;
  readonly detail: string | undefined;

  constructor(code: FileErrorCode, { line, detail }: { line?: number; detail?: string } = {}) {
    super(code);
    this.name = 'FileError';
    this.code = code;
    this.line = line;
    this.detail = detail;
  }

  report(): FileErrorReport {
    const [zh, en] = SENTENCES[this.code];
    const whereZh = this.line === undefined ? '' : `第 ${this.line} 行：`;
    const whereEn = this.line === undefined ? '' : `Line ${this.line}: `;
    const detail = this.detail === undefined ? '' : ` (${this.detail})`;
    return {
      code: this.code,
      ...(this.line === undefined ? {} : { line: this.line }),
      messageZh: `${whereZh}${zh}${detail}`,
      messageEn: `${whereEn}${en}${detail}`,
    };
  }
}
