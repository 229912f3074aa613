import type { ThemeConfig } from 'antd';

export const PRIMARY = '#0b5c6b';

const SANS =
  "'PingFang SC', 'Microsoft YaHei', 'Source Han Sans SC', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif";

/** A restrained official look on warm paper; the greys are dark enough for WCAG AA, antd's own are not. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: PRIMARY,
    colorLink: PRIMARY,
    colorLinkHover: '#08424d',
    colorInfo: PRIMARY,
    colorSuccess: '#1c6b3a',
    colorWarning: '#8a4b00',
    colorError: '#a3241c',
    colorText: '#1f2a2e',
    colorTextSecondary: '#4a575c',
    colorTextTertiary: '#566368',
    colorTextDescription: '#4a575c',
    colorTextPlaceholder: '#5f6c71',
    colorTextDisabled: '#6b7579',
    // Derived ones are too dull on this paper.
    colorInfoBg: '#e3eff0',
    colorInfoBorder: '#8fb6bc',
    colorSuccessBg: '#e4f2e8',
    colorSuccessBorder: '#93c2a3',
    colorWarningBg: '#fdf0d9',
    colorWarningBorder: '#d9963a',
    colorErrorBg: '#fbe9e6',
    colorErrorBorder: '#d99a94',
    colorBgLayout: '#f3f1ea',
    colorBgContainer: '#fffefb',
    colorBgElevated: '#fffefb',
    colorBorder: '#8b979b',
    colorBorderSecondary: '#d8d6cc',
    borderRadius: 4,
    fontFamily: SANS,
    fontSize: 15,
    fontSizeSM: 14,
    controlOutlineWidth: 3,
    controlItemBgActive: '#e3eff0',
    controlItemBgActiveHover: '#d3e6e8',
    controlItemBgHover: '#f0efe8',
  },
  components: {
    // Text buttons stand in the dark header only.
    Button: {
      textTextColor: '#fff',
      textTextHoverColor: '#fff',
      textTextActiveColor: '#fff',
      textHoverBg: 'rgb(255 255 255 / 14%)',
      colorBgTextActive: 'rgb(255 255 255 / 22%)',
    },
  },
};
