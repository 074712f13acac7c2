import type { Role } from '#lib/server/accounts/roles.ts';

/** One password for every demo account, printed at start. No demo account exists outside the demo. */
export const DEMO_PASSWORD = 'baisha-demo-2026';
/** What demo merchants type after their phone number, as often as they like until it ends; given out anew at every start. */
export const DEMO_CODE = '202688';

export interface AccountData {
  mail: string;
  name: string;
  roles: readonly Role[];
  organisation: string;
}

export const ACCOUNTS: readonly AccountData[] = [
  { mail: 'planner@baisha.example', name: '林晓岚', roles: ['planner'], organisation: 'publicity' },
  { mail: 'planner2@baisha.example', name: '邓启明', roles: ['planner'], organisation: 'commerce' },
  { mail: 'reviewer@baisha.example', name: '陈国安', roles: ['reviewer'], organisation: 'market' },
  { mail: 'countersigner@baisha.example', name: '王建平', roles: ['countersigner'], organisation: 'finance' },
  { mail: 'countersigner2@baisha.example', name: '李红', roles: ['countersigner'], organisation: 'market' },
  { mail: 'countersigner3@baisha.example', name: '许文辉', roles: ['countersigner'], organisation: 'publicity' },
  { mail: 'leader@baisha.example', name: '符志远', roles: ['leader'], organisation: 'leading' },
  { mail: 'manager@baisha.example', name: '吴敏', roles: ['manager'], organisation: 'commerce' },
  { mail: 'operator@baisha.example', name: '黄晓燕', roles: ['operator'], organisation: 'centre' },
  { mail: 'staff@baisha.example', name: '周小兵', roles: ['staff'], organisation: 'centre' },
  { mail: 'auditor@baisha.example', name: '郑明', roles: ['auditor'], organisation: 'audit' },
  { mail: 'admin@baisha.example', name: '何伟', roles: ['admin'], organisation: 'centre' },
];

/** Merchants who can sign in, in every campaign of what they sell; the last one acts for two. */
export const MERCHANT_LOGINS: readonly { phone: string; merchants: readonly string[] }[] = [
  { phone: '13800000001', merchants: ['符秋菊茶店'] },
  { phone: '13800000002', merchants: ['阿珍的橙子'] },
  { phone: '13800000003', merchants: ['㙟茂山兰米'] },
  { phone: '13800000004', merchants: ['老羊蜂场'] },
  { phone: '13800000005', merchants: ['七坊镇电商服务站', '七坊果鲜多'] },
];
