/** What the accounts write to people. Plain words, one link, how long it lives, what to do when it was not expected. */

export interface LetterWords {
  subject: string;
  text: string;
  html: string;
}

type Language = 'zh-CN' | 'en';

export function invitationLetter(
  language: Language,
  facts: { name: string; county: string; inviter: string; link: string },
): LetterWords {
  return language === 'en'
    ? letter(`Invitation to Deep Alley, ${facts.county}`, [
        `Hello ${facts.name},`,
        `${facts.inviter} invites you to work in Deep Alley, the county's place for campaigns, posters and sales. Set your password here within 72 hours; the link works once.`,
        facts.link,
        'You did not expect this? Then leave it: without you nothing happens.',
      ])
    : letter(`邀请您使用深巷（${facts.county}）`, [
        `${facts.name}，您好：`,
        `${facts.inviter}邀请您使用“深巷”——${facts.county}活动策划、海报和销售效果的工作平台。请在 72 小时内打开下面的链接设置密码，链接只能使用一次。`,
        facts.link,
        '如果您没有料到这封邮件，不必理会。',
      ]);
}

export function resetLetter(language: Language, facts: { name: string; link: string }): LetterWords {
  return language === 'en'
    ? letter('Set a new password for Deep Alley', [
        `Hello ${facts.name},`,
        'Somebody, hopefully you, asked for a new password. Set it here within 30 minutes; the link works once, and all your devices are then signed out.',
        facts.link,
        'It was not you? Your password stays as it is; you need not do anything.',
      ])
    : letter('重设深巷的密码', [
        `${facts.name}，您好：`,
        '有人（希望是您本人）申请重设密码。请在 30 分钟内打开下面的链接，链接只能使用一次；重设后，您在所有设备上都会退出登录。',
        facts.link,
        '如果不是您本人操作，密码不会改变，不必理会。',
      ]);
}

export function passwordChangedLetter(language: Language, facts: { name: string }): LetterWords {
  return language === 'en'
    ? letter('Your Deep Alley password was changed', [
        `Hello ${facts.name},`,
        'Your password was changed just now and all other devices were signed out. It was not you? Tell your administrator at once.',
      ])
    : letter('您的深巷密码已修改', [
        `${facts.name}，您好：`,
        '您的密码刚刚修改，其他设备已退出登录。如果不是您本人操作，请立即联系管理员。',
      ]);
}

function letter(subject: string, paragraphs: readonly string[]): LetterWords {
  const html = paragraphs
    .map((p) =>
      /^https?:\/\/\S+$/.test(p)
        ? `<p><a href="${escape(p)}" style="color:#0f6b4f;word-break:break-all">${escape(p)}</a></p>`
        : `<p>${escape(p)}</p>`,
    )
    .join('\n');
  return {
    subject,
    text: paragraphs.join('\n\n'),
    html: `<div style="max-width:36rem;font:15px/1.7 'PingFang SC','Microsoft YaHei',sans-serif;color:#1b211d">\n${html}\n</div>`,
  };
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
