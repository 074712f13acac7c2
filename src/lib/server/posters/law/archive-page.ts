/** The index page of an archive: plain HTML that opens anywhere, in Chinese with English beside it. Pure. */
import type { ArchiveFacts } from './archive.ts';

type Cell = string | number | null;

const STYLE = `body{font:15px/1.6 -apple-system,'PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif;max-width:1080px;margin:2rem auto;padding:0 1rem;color:#1b211d}
h1{font-size:22px}h2{font-size:17px;margin-top:2rem}table{border-collapse:collapse;width:100%;font-size:13px}
th,td{border:1px solid #d3d8d0;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f6f7f5}
code{font-size:12px;word-break:break-all}small{color:#59635c}@media print{body{margin:0}}`;

export function archivePage(
  facts: ArchiveFacts,
  files: readonly { name: string; sha256: string; bytes: number }[],
  disclaimer: string,
): string {
  const { poster, campaign, people } = facts;
  const parts = [
    table(
      '基本信息 Particulars',
      ['项目', '内容'],
      [
        ['活动 Campaign', `${campaign.name}（${campaign.code}，${campaign.startsOn}—${campaign.endsOn}）`],
        ['海报 Poster', `${poster.name}，第 ${poster.version} 版，${poster.state}`],
        ['版式 Design', `${poster.designId} v${poster.designVersion}`],
        ['送审 Submitted', people.submittedAt],
        ['批准 Approved', people.approvedAt],
        ['撤回 Withdrawn', people.withdrawnAt],
        ['批准指纹 Approved hash', facts.approvedHash],
      ],
    ),
    table(
      '全部文字 Texts',
      ['位置 Slot', '文字 Text'],
      facts.texts.map((t) => [t.slot, t.text]),
    ),
    table(
      '检查 Checks',
      ['时间 At', '环节 Moment', '词库 List', '结论 Verdict', '人员 By', '文字指纹 Text hash'],
      facts.checks.map((c) => [c.at, c.moment, c.listVersion, c.verdict, c.by, c.textHash]),
    ),
    table(
      '命中 Hits',
      ['检查 Check', '规则 Rule', '程度 Severity', '位置 Slot', '用语 Words', '依据 Law', '降级 Lowered by'],
      facts.checks.flatMap((c) =>
        c.hits.map((h) => [
          c.at,
          h.ruleIds.join(', '),
          h.severity,
          h.slot,
          h.text,
          h.law.join(', '),
          h.loweredBy.join('；'),
        ]),
      ),
    ),
    table(
      '作者理由 Reasons',
      ['规则 Rule', '用语 Words', '理由 Reason', '人员 By', '时间 At'],
      facts.statements.map((s) => [s.ruleId, s.text, s.reason, s.by, s.at]),
    ),
    table(
      '裁定 Decisions',
      [
        '规则 Rule',
        '用语 Words',
        '结论 Outcome',
        '理由 Reason',
        '依据 Law',
        '词库 List',
        '证据指纹 Evidence',
        '人员 By',
        '时间 At',
      ],
      facts.decisions.map((d) => [
        d.ruleId,
        d.text,
        d.outcome,
        d.reason,
        d.law.join(', '),
        d.listVersion,
        d.evidenceHash,
        d.by,
        d.at,
      ]),
    ),
    table(
      '审批 Approval',
      ['时间 At', '决定 Decision', '人员 By', '意见 Comment', '内容指纹 Hash'],
      facts.approvals.map((a) => [a.at, a.kind, a.by, a.comment, a.hash]),
    ),
    table(
      '所依授权 Licences',
      ['文号 Document', '自 From', '至 To', '状态 State'],
      facts.licences.map((l) => [l.documentNo, l.validFrom, l.validTo, l.status]),
    ),
    table(
      '所依证明 Proof',
      ['用语 Words', '自 From', '至 To'],
      facts.claims.map((c) => [c.phrase, c.validFrom, c.validTo]),
    ),
    table(
      '图片 Outputs',
      [
        '版式 Format',
        '文件指纹 SHA-256',
        '字节 Bytes',
        '生成 Made',
        '查看 Views',
        '下载 Downloads',
        '撤回 Recalled',
      ],
      facts.outputs.map((o) => [o.format, o.fileSha256, o.bytes, o.at, o.views, o.downloads, o.recalledAt]),
    ),
    table(
      '撤回 Recalls',
      ['时间 At', '范围 Scope', '原因 Reason', '说明 Words', '状态 State', '来源 Source'],
      facts.recalls.map((r) => [r.at, r.scope, r.reason, r.words, r.state, r.source]),
    ),
    table(
      '文件 Files',
      ['名称 Name', 'SHA-256', '字节 Bytes'],
      files.map((f) => [f.name, f.sha256, f.bytes]),
    ),
  ];
  const title = `广告审查档案 ${poster.name}`;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${escape(title)}</title><style>${STYLE}</style></head>
<body><h1>${escape(title)}</h1><p><small>${escape(disclaimer)}</small></p>
${parts.join('\n')}
</body></html>
`;
}

function table(title: string, head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const body =
    rows.length === 0
      ? `<tr><td colspan="${head.length}">—</td></tr>`
      : rows
          .map((row) => `<tr>${row.map((c) => `<td>${escape(String(c ?? '—'))}</td>`).join('')}</tr>`)
          .join('\n');
  return `<h2>${escape(title)}</h2><table><thead><tr>${head.map((h) => `<th>${escape(h)}</th>`).join('')}</tr></thead><tbody>${body}</tbody></table>`;
}

function escape(text: string): string {
  return text.replace(
    /[&<>"']/gu,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c,
  );
}
