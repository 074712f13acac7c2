/** Browser and system of a User-Agent header in two words, '微信 · 安卓': enough to recognise one's own phone. */
export function agentName(header: string | null): string | null {
  if (!header) return null;
  const browsers: [RegExp, string][] = [
    [/MicroMessenger/i, '微信'],
    [/DingTalk/i, '钉钉'],
    [/HuaweiBrowser/i, '华为浏览器'],
    [/MiuiBrowser/i, '小米浏览器'],
    [/UCBrowser/i, 'UC'],
    [/QQBrowser/i, 'QQ 浏览器'],
    [/Edg\//i, 'Edge'],
    [/Firefox/i, 'Firefox'],
    [/Chrome/i, 'Chrome'],
    [/Safari/i, 'Safari'],
  ];
  const systems: [RegExp, string][] = [
    [/HarmonyOS|OpenHarmony/i, 'HarmonyOS'],
    [/Android/i, 'Android'],
    [/iPhone|iPad/i, 'iOS'],
    [/Windows/i, 'Windows'],
    [/Mac OS X/i, 'macOS'],
    [/Linux/i, 'Linux'],
  ];
  const name = (list: [RegExp, string][]) =>
    list.find(([pattern]) => pattern.test(header.slice(0, 400)))?.[1];
  const parts = [name(browsers), name(systems)].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' · ') : null;
}
