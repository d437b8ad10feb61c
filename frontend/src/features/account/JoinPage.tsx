import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { EnterScanForm } from '@/components/scan/EnterScanForm';
import { faultOfCode, findByCode } from '@/components/scan/findByCode';
import { words as shared } from '@/lib/words';
import { AuthPanel } from './AuthPanel';
import { accountWords } from './words';

const words = accountWords.join;

/** The way into a scan for who was given its code, signed in or not. */
export default function JoinPage() {
  const { code } = useParams();
  return (
    <AuthPanel title={words.title} lead={words.lead}>
      {code === undefined ? <EnterScanForm /> : <Following key={code} code={code} />}
    </AuthPanel>
  );
}

/** A code that came with the address is followed at once. */
function Following({ code }: { code: string }) {
  const navigate = useNavigate();
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    let isOver = false;
    findByCode(code).then(
      (path) => {
        if (!isOver) void navigate(path, { replace: true });
      },
      (error: unknown) => {
        if (!isOver) setFault(faultOfCode(error));
      },
    );
    return () => {
      isOver = true;
    };
  }, [code, navigate]);
  if (fault !== null) return <EnterScanForm typed={code} fault={fault} />;
  return (
    <p role="status" aria-busy="true">
      {shared.loading}
    </p>
  );
}
