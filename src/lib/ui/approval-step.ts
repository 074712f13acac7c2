/** One station of an approval. */
export interface ApprovalStep {
  /** '提交审批', '财政局会签'. */
  title: string;
  state: 'done' | 'current' | 'waiting' | 'returned' | 'refused';
  /** The decision in a word: '已通过'. */
  word?: string;
  person?: string;
  unit?: string;
  at?: Date;
  comment?: string;
}
