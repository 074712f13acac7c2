/** What the log's codes are called. A code without a word is shown as it is, so that nothing of the log is hidden. */
import { getLocale } from '#lib/paraglide/runtime.js';

type Words = readonly [zh: string, en: string];

const areas: Readonly<Record<string, Words>> = {
  account: ['账号', 'Accounts'],
  activity: ['活动项目', 'Activities'],
  approval: ['审批', 'Approval'],
  attribution: ['归因', 'Attribution'],
  brand: ['品牌', 'Brand'],
  campaign: ['活动', 'Campaigns'],
  county: ['县级设置', 'County'],
  document: ['文档', 'Documents'],
  event: ['现场', 'Events'],
  fund: ['资金', 'Funds'],
  import: ['导入', 'Imports'],
  licence: ['证照与授权', 'Licences'],
  link: ['短链', 'Links'],
  livestream: ['直播', 'Livestreams'],
  merchant: ['商户', 'Merchants'],
  plan: ['年度计划', 'Plan'],
  poster: ['海报', 'Posters'],
  review: ['绩效自评', 'Reviews'],
  rule_set: ['归因规则', 'Rule sets'],
  sales: ['销售', 'Sales'],
  session: ['直播场次', 'Sessions'],
  task: ['任务', 'Tasks'],
};

const actions: Readonly<Record<string, Words>> = {
  accepted: ['接受了邀请', 'accepted the invitation'],
  access_taken: ['收回登录', 'took access back'],
  acknowledged: ['确认收到', 'acknowledged'],
  activated: ['启用', 'activated'],
  activity_added: ['新增项目', 'added an activity'],
  activity_changed: ['修改项目', 'changed an activity'],
  activity_removed: ['删除项目', 'removed an activity'],
  added: ['新增', 'added'],
  allocated: ['安排资金', 'allocated funds'],
  approved: ['批准', 'approved'],
  archived: ['归档', 'archived'],
  assigned: ['指定来源', 'assigned a source'],
  cancelled: ['取消', 'cancelled'],
  changed: ['修改', 'changed'],
  checked_in: ['签到', 'checked in'],
  code_registered: ['登记口令', 'registered a code'],
  committed: ['签约占用', 'committed funds'],
  countersigned: ['会签', 'countersigned'],
  created: ['新建', 'created'],
  day_off_removed: ['删除放假日', 'removed a day off'],
  days_off_imported: ['导入放假日', 'imported days off'],
  demo_loaded: ['载入演示数据', 'loaded the demo'],
  device_invited: ['开通现场设备', 'opened an event device'],
  disabled: ['停用', 'disabled'],
  document_filed: ['存入文档', 'filed a document'],
  downloaded: ['下载', 'downloaded'],
  enabled: ['恢复', 'enabled'],
  exported: ['导出', 'exported'],
  finished: ['完成', 'finished'],
  frozen: ['冻结', 'froze'],
  imported: ['导入', 'imported'],
  invited: ['邀请', 'invited'],
  invited_again: ['重新邀请', 'invited again'],
  mail_read: ['查看邮件', 'read a mail'],
  mail_sent_again: ['重发邮件', 'sent a mail again'],
  merchant_invited: ['开通商户登录', 'opened a merchant’s sign-in'],
  merchants_changed: ['修改参与商户', 'changed the merchants'],
  new_version: ['新版本', 'made a new version'],
  offer_added: ['新增店铺商品', 'added an offer'],
  offer_retired: ['下架店铺商品', 'retired an offer'],
  overridden: ['坚持使用并说明理由', 'overrode with a reason'],
  paid: ['付款', 'paid'],
  password_changed: ['修改密码', 'changed the password'],
  password_reset: ['重设密码', 'reset the password'],
  postponed: ['延期', 'postponed'],
  published: ['发布', 'published'],
  read: ['查看', 'read'],
  recalled: ['撤回', 'recalled'],
  rejected: ['拒绝', 'rejected'],
  removed: ['删除', 'removed'],
  returned: ['退回修改', 'returned'],
  reversed: ['冲正', 'reversed'],
  roles_changed: ['修改角色', 'changed roles'],
  saved: ['保存', 'saved'],
  sessions_revoked: ['退出所有设备', 'signed out everywhere'],
  set_up: ['建立首个管理员', 'made the first administrator'],
  settings_changed: ['修改设置', 'changed settings'],
  signed_in: ['登录', 'signed in'],
  source_added: ['新增资金来源', 'added a source of funds'],
  started: ['开始', 'started'],
  stall_sold: ['登记摊位销售', 'entered a stall sale'],
  submitted: ['提交审批', 'submitted'],
  suspended: ['暂停', 'suspended'],
  task_added: ['新增任务', 'added a task'],
  task_changed: ['修改任务', 'changed a task'],
  undone: ['撤销', 'took back'],
  withdrawn: ['撤回', 'withdrew'],
};

const word = (words: Words | undefined, code: string) => (words ? words[getLocale() === 'en' ? 1 : 0] : code);

export function areaName(area: string): string {
  return word(areas[area], area);
}

/** '活动 · 批准' for 'campaign.approved'. */
export function actionName(action: string): string {
  const [area = '', what = ''] = action.split('.');
  return `${areaName(area)} · ${word(actions[what], what)}`;
}
