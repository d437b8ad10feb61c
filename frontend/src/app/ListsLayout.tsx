import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Outlet } from 'react-router-dom';
import { useUser } from '@/auth/AuthContext';
import { Problem } from '@/lib/problem';

const ATTEMPTS = 3;

// What the server has refused it refuses again; what never reached it may get through.
const isWorthRepeating = (failures: number, error: Error) =>
  failures < ATTEMPTS && error instanceof Problem && (error.status === 0 || error.status >= 500);

// A call is made, and fails, whatever the device says of its network: left to itself the library would wait in silence,
// and the page keep its mere shape.
const newClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: isWorthRepeating, networkMode: 'always', refetchOnReconnect: true },
      mutations: { networkMode: 'always' },
    },
  });

/** Pages that show lists asked for over REST, with a cache of their own for each user. */
export default function ListsLayout() {
  return <ListsOfUser key={useUser().id} />;
}

function ListsOfUser() {
  const [client] = useState(newClient);
  return (
    <QueryClientProvider client={client}>
      <Outlet />
    </QueryClientProvider>
  );
}
