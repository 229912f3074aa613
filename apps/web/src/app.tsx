import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from './api/query-client.ts';
import { AntdProvider } from './components/antd-provider.tsx';
import { I18nProvider } from './i18n/i18n-provider.tsx';
import { router } from './router.tsx';

export const App = () => (
  <I18nProvider>
    <QueryClientProvider client={queryClient}>
      <AntdProvider>
        <RouterProvider router={router} />
      </AntdProvider>
    </QueryClientProvider>
  </I18nProvider>
);
