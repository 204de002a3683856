<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>kontor::teller::AccountsModel</name>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>kontor::teller::Actions</name>
    <message>
        <source>&amp;Find a customer</source>
        <translation>&amp;Kunden suchen</translation>
    </message>
    <message>
        <source>&amp;New account</source>
        <translation>&amp;Neues Konto</translation>
    </message>
    <message>
        <source>&amp;Deposit</source>
        <translation>&amp;Einzahlung</translation>
    </message>
    <message>
        <source>&amp;Withdraw</source>
        <translation>&amp;Auszahlung</translation>
    </message>
    <message>
        <source>&amp;Transfer</source>
        <translation>&amp;Überweisung</translation>
    </message>
    <message>
        <source>&amp;Home</source>
        <translation>&amp;Start</translation>
    </message>
    <message>
        <source>N&amp;ext customer</source>
        <translation>Nä&amp;chster Kunde</translation>
    </message>
    <message>
        <source>&amp;Close customer</source>
        <translation>Kunden sch&amp;ließen</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Change server</source>
        <translation>&amp;Server wechseln</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>Sp&amp;erren</translation>
    </message>
    <message>
        <source>&amp;Switch user</source>
        <translation>Benutzer &amp;wechseln</translation>
    </message>
    <message>
        <source>&amp;Audit</source>
        <translation>&amp;Protokoll</translation>
    </message>
    <message>
        <source>&amp;Statement</source>
        <translation>K&amp;ontoauszug</translation>
    </message>
</context>
<context>
    <name>kontor::teller::AuditModel</name>
    <message>
        <source>not signed in</source>
        <translation>nicht angemeldet</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Woher</translation>
    </message>
</context>
<context>
    <name>kontor::teller::AuditPage</name>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt…</translation>
    </message>
    <message>
        <source>Nothing was kept of this name.</source>
        <translation>Zu diesem Namen ist nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>Nothing was changed under this name.</source>
        <translation>Unter diesem Namen wurde nichts geändert.</translation>
    </message>
    <message>
        <source>What was &amp;looked at, too</source>
        <translation>Auch, was nur ge&amp;lesen wurde</translation>
    </message>
    <message>
        <source>%1 %2, answered %3 at %4. Correlation %5.</source>
        <translation>%1 %2, beantwortet mit %3 um %4. Korrelation %5.</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Who did what, and when</source>
        <translation>Wer was wann getan hat</translation>
    </message>
    <message>
        <source>Of whom: user, key or customer</source>
        <translation>Wer: Benutzer, Schlüssel, Kunde</translation>
    </message>
    <message>
        <source>&amp;Ask again</source>
        <translation>Neu &amp;laden</translation>
    </message>
    <message>
        <source>&amp;Older entries</source>
        <translation>Äl&amp;tere Einträge</translation>
    </message>
    <message>
        <source>Entries of the audit</source>
        <translation>Einträge des Protokolls</translation>
    </message>
</context>
<context>
    <name>kontor::teller::ChangesCard</name>
    <message>
        <source>What will change</source>
        <translation>Was sich ändert</translation>
    </message>
</context>
<context>
    <name>kontor::teller::CheckingBody</name>
    <message>
        <source>You can serve the next customer. The answer appears in the status bar.</source>
        <translation>Der nächste Kunde kann bedient werden. Die Antwort erscheint in der Statuszeile.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was bisher geschah</translation>
    </message>
    <message>
        <source>Check &amp;now</source>
        <translation>Jetzt &amp;prüfen</translation>
    </message>
    <message>
        <source>Request %1</source>
        <translation>Anfrage %1</translation>
    </message>
    <message>
        <source>until the next request</source>
        <translation>bis zur nächsten Anfrage</translation>
    </message>
    <message>
        <source>A request is on its way.</source>
        <translation>Eine Anfrage ist unterwegs.</translation>
    </message>
</context>
<context>
    <name>kontor::teller::Chip</name>
    <message numerus="yes">
        <source>%n being checked</source>
        <translation>
            <numerusform>%n in Prüfung</numerusform>
            <numerusform>%n in Prüfung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) are here</source>
        <translation>
            <numerusform>%n Antwort ist da</numerusform>
            <numerusform>%n Antworten sind da</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::teller::CommandFlow</name>
    <message>
        <source>This %1 was not recorded</source>
        <translation>Diese %1 wurde nicht gebucht</translation>
    </message>
    <message>
        <source>Your entries are kept. Change them and check again.</source>
        <translation>Die Eingaben bleiben erhalten. Ändern und erneut prüfen.</translation>
    </message>
    <message>
        <source>Change entries</source>
        <translation>Eingaben ändern</translation>
    </message>
    <message>
        <source>Your entries are kept. Check them once more, then post.</source>
        <translation>Die Eingaben bleiben erhalten. Noch einmal prüfen, dann buchen.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Give the cash back to the customer.</source>
        <translation>Das Bargeld dem Kunden zurückgeben.</translation>
    </message>
    <message>
        <source>Tell the customer; nothing has changed.</source>
        <translation>Dem Kunden Bescheid geben; es hat sich nichts geändert.</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>Nächster Kunde</translation>
    </message>
    <message>
        <source>Until then the cash still belongs to the customer.</source>
        <translation>Bis dahin gehört das Bargeld noch dem Kunden.</translation>
    </message>
    <message>
        <source>%1, request %2</source>
        <translation>%1, Anfrage %2</translation>
    </message>
    <message>
        <source>We are checking if this %1 was recorded</source>
        <translation>Wir prüfen, ob diese %1 gebucht wurde</translation>
    </message>
    <message>
        <source>Keep the cash separate</source>
        <translation>Das Bargeld getrennt halten</translation>
    </message>
    <message>
        <source>Put the notes in the waiting tray, not in the drawer and not back.</source>
        <translation>Die Scheine in die Warteschale legen: weder in die Kasse noch zurückgeben.</translation>
    </message>
    <message>
        <source>Do not repeat this %1</source>
        <translation>Diese %1 nicht wiederholen</translation>
    </message>
    <message>
        <source>Hand out nothing</source>
        <translation>Nichts herausgeben</translation>
    </message>
    <message>
        <source>No receipt and no cash until this page says Done or Refused.</source>
        <translation>Keine Quittung und kein Geld, bis hier Fertig oder Abgelehnt steht.</translation>
    </message>
    <message>
        <source>Key saved on this computer</source>
        <translation>Schlüssel hier gesichert</translation>
    </message>
    <message>
        <source>Sent to the bank server</source>
        <translation>An den Bankserver gesendet</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>Asking again</source>
        <translation>Es wird erneut gefragt</translation>
    </message>
    <message>
        <source>Will ask again</source>
        <translation>Die nächste Anfrage folgt</translation>
    </message>
    <message>
        <source>attempt %1, with the same key</source>
        <translation>Versuch %1, mit demselben Schlüssel</translation>
    </message>
    <message>
        <source>Taken up again after a restart</source>
        <translation>Nach Neustart wieder aufgenommen</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Find this customer</source>
        <translation>Diesen Kunden suchen</translation>
    </message>
    <message>
        <source>Choose another account to receive the money, or ask a supervisor.</source>
        <translation>Ein anderes Empfängerkonto wählen oder die Leitung fragen.</translation>
    </message>
    <message>
        <source>Find the customer and open the account there.</source>
        <translation>Den Kunden suchen und das Konto dort eröffnen.</translation>
    </message>
    <message>
        <source>Give the cash back to the customer, and ask a supervisor.</source>
        <translation>Das Bargeld dem Kunden zurückgeben und die Leitung fragen.</translation>
    </message>
    <message>
        <source>Ask a supervisor. Nothing has changed on the account.</source>
        <translation>Die Leitung fragen. Auf dem Konto hat sich nichts geändert.</translation>
    </message>
    <message>
        <source>A second one would be booked as well. The answer comes by itself.</source>
        <translation>Eine zweite würde zusätzlich gebucht. Die Antwort kommt von selbst.</translation>
    </message>
    <message>
        <source>this request is booked once at most</source>
        <translation>wird höchstens einmal gebucht</translation>
    </message>
    <message>
        <source>Still waiting for the first answer</source>
        <translation>Wartet noch auf die erste Antwort</translation>
    </message>
    <message>
        <source>attempt %1 since then, with the same key</source>
        <translation>Versuch %1 seitdem, mit demselben Schlüssel</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Wird gedruckt…</translation>
    </message>
    <message>
        <source>The receipt is sent to the printer.</source>
        <translation>Die Quittung ist an den Drucker gesendet.</translation>
    </message>
    <message>
        <source>This computer has no printer. The posting stands; note the receipt number.</source>
        <translation>Dieser Computer hat keinen Drucker. Die Buchung gilt; Quittungsnummer notieren.</translation>
    </message>
    <message>
        <source>The printer takes nothing. The posting stands; print again, or note the number.</source>
        <translation>Der Drucker nimmt nichts an. Die Buchung gilt; erneut drucken oder die Nummer notieren.</translation>
    </message>
</context>
<context>
    <name>kontor::teller::ConnectFlow</name>
    <message>
        <source>Enter the server address</source>
        <translation>Serveradresse eingeben</translation>
    </message>
    <message>
        <source>Write the server address like 127.0.0.1:8080 or https://bank.example</source>
        <translation>Serveradresse so eingeben: 127.0.0.1:8080 oder https://bank.example</translation>
    </message>
    <message>
        <source>No bank server answers at %1. Check the address, or ask who runs it.</source>
        <translation>Unter %1 antwortet kein Bankserver. Adresse prüfen oder den Betreiber fragen.</translation>
    </message>
</context>
<context>
    <name>kontor::teller::CustomerPage</name>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>customer since %1</source>
        <translation>Kunde seit %1</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n Konto</numerusform>
            <numerusform>%n Konten</numerusform>
        </translation>
    </message>
    <message>
        <source>Account %1</source>
        <translation>Konto %1</translation>
    </message>
    <message>
        <source>Available %1</source>
        <translation>Verfügbar %1</translation>
    </message>
    <message>
        <source>Balance %1</source>
        <translation>Saldo %1</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>As of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>Account %1: %2</source>
        <translation>Konto %1: %2</translation>
    </message>
    <message>
        <source>Order: %1</source>
        <translation>Anordnung: %1</translation>
    </message>
    <message>
        <source>Nothing is available</source>
        <translation>Nichts verfügbar</translation>
    </message>
</context>
<context>
    <name>kontor::teller::MovementsCard</name>
    <message>
        <source>Movements</source>
        <translation>Umsätze</translation>
    </message>
    <message>
        <source>Text, amount or receipt</source>
        <translation>Text, Betrag oder Quittung</translation>
    </message>
    <message>
        <source>Filter movements</source>
        <translation>Umsätze filtern</translation>
    </message>
    <message>
        <source>Account %1</source>
        <translation>Konto %1</translation>
    </message>
    <message>
        <source>Nothing was booked on this account yet.</source>
        <translation>Auf diesem Konto wurde noch nichts gebucht.</translation>
    </message>
    <message>
        <source>Print re&amp;ceipt</source>
        <translation>&amp;Quittung drucken</translation>
    </message>
    <message>
        <source>Print the receipt of the chosen movement again</source>
        <translation>Quittung des gewählten Umsatzes erneut drucken</translation>
    </message>
    <message>
        <source>Choose a movement first</source>
        <translation>Erst einen Umsatz wählen</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Wird gedruckt…</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>An den Drucker gesendet.</translation>
    </message>
    <message>
        <source>This computer has no printer.</source>
        <translation>Dieser Computer hat keinen Drucker.</translation>
    </message>
    <message>
        <source>The printer takes nothing.</source>
        <translation>Der Drucker nimmt nichts an.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing matches in the %Ln newest movement(s).</source>
        <translation>
            <numerusform>Im neuesten Umsatz passt nichts.</numerusform>
            <numerusform>In den neuesten %Ln Umsätzen passt nichts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of %Ln movement(s) matches.</source>
        <translation>
            <numerusform>Der einzige Umsatz passt nicht.</numerusform>
            <numerusform>Keiner der %Ln Umsätze passt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the %Ln newest movement(s) were looked through.</source>
        <translation>
            <numerusform>Nur der neueste Umsatz ist durchsucht.</numerusform>
            <numerusform>Nur die neuesten %Ln Umsätze sind durchsucht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking further back…</source>
        <translation>Weiter zurück wird gesucht…</translation>
    </message>
    <message>
        <source>&amp;Ask again</source>
        <translation>Neu &amp;laden</translation>
    </message>
    <message>
        <source>Loo&amp;k further back</source>
        <translation>&amp;Weiter zurück suchen</translation>
    </message>
</context>
<context>
    <name>kontor::teller::DemoServer</name>
    <message>
        <source>The practice branch did not start: %1</source>
        <translation>Die Übungsfiliale ist nicht gestartet: %1</translation>
    </message>
    <message>
        <source>The practice branch ended by itself.</source>
        <translation>Die Übungsfiliale hat sich selbst beendet.</translation>
    </message>
</context>
<context>
    <name>kontor::teller::FlowPage</name>
    <message>
        <source>Check before you post</source>
        <translation>Vor dem Buchen prüfen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingeben</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Nothing is posted yet.</source>
        <translation>Noch ist nichts gebucht.</translation>
    </message>
    <message>
        <source>Posting…</source>
        <translation>Wird gebucht…</translation>
    </message>
    <message>
        <source>Wait for the answer.</source>
        <translation>Antwort abwarten.</translation>
    </message>
    <message>
        <source>Being checked.</source>
        <translation>In Prüfung.</translation>
    </message>
    <message>
        <source>Do not repeat, hand out nothing.</source>
        <translation>Nicht wiederholen, nichts herausgeben.</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Fertig.</translation>
    </message>
    <message>
        <source>Refused.</source>
        <translation>Abgelehnt.</translation>
    </message>
    <message>
        <source>No money moved.</source>
        <translation>Es wurde kein Geld bewegt.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Enter alone does not post</source>
        <translation>Die Eingabetaste allein bucht nicht</translation>
    </message>
    <message>
        <source>It stays in the status bar until the answer is known.</source>
        <translation>Es bleibt in der Statuszeile, bis die Antwort da ist.</translation>
    </message>
    <message>
        <source>C&amp;ontinue with next customer</source>
        <translation>&amp;Weiter mit nächstem Kunden</translation>
    </message>
    <message>
        <source>&amp;Next customer</source>
        <translation>&amp;Nächster Kunde</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>V&amp;erwerfen</translation>
    </message>
    <message>
        <source>What you entered would be lost.</source>
        <translation>Die Eingaben gehen sonst verloren.</translation>
    </message>
    <message>
        <source>&amp;Keep editing</source>
        <translation>&amp;Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Chan&amp;ge</source>
        <translation>Ä&amp;ndern</translation>
    </message>
    <message>
        <source>Sa&amp;me customer again</source>
        <translation>Derselbe K&amp;unde</translation>
    </message>
    <message>
        <source>No connection: posting is paused.</source>
        <translation>Keine Verbindung: Buchungen pausieren.</translation>
    </message>
    <message>
        <source>Look at the new figures first. This posts nothing.</source>
        <translation>Erst die neuen Zahlen ansehen. Hiermit wird nichts gebucht.</translation>
    </message>
    <message>
        <source>Confir&amp;m the change</source>
        <translation>Änderung &amp;bestätigen</translation>
    </message>
    <message>
        <source>Bac&amp;k</source>
        <translation>Zu&amp;rück</translation>
    </message>
    <message>
        <source>Chan&amp;ge entries</source>
        <translation>Ein&amp;gaben ändern</translation>
    </message>
    <message>
        <source>&amp;Print receipt</source>
        <translation>&amp;Quittung drucken</translation>
    </message>
    <message>
        <source>Not possible on this account now.</source>
        <translation>Auf diesem Konto zurzeit nicht möglich.</translation>
    </message>
</context>
<context>
    <name>kontor::teller::FormBody</name>
    <message>
        <source>To change: %1</source>
        <translation>Zu ändern: %1</translation>
    </message>
</context>
<context>
    <name>kontor::teller::FrontPage</name>
    <message>
        <source>The beads show today: %1</source>
        <translation>Die Perlen zeigen das heutige Datum: %1</translation>
    </message>
    <message>
        <source>A bank branch you can run from one box.</source>
        <translation>Eine ganze Bankfiliale in einem Gerät.</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
</context>
<context>
    <name>kontor::teller::HomePage</name>
    <message>
        <source>Customers found</source>
        <translation>Gefundene Kunden</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>wählen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>deposit at once</source>
        <translation>gleich einzahlen</translation>
    </message>
    <message>
        <source>new customer</source>
        <translation>neuer Kunde</translation>
    </message>
    <message>
        <source>Just served</source>
        <translation>Zuletzt bedient</translation>
    </message>
    <message>
        <source>At this counter, %1</source>
        <translation>Dieser Schalter, %1</translation>
    </message>
    <message>
        <source>Being checked</source>
        <translation>In Prüfung</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Look at %1</source>
        <translation>%1 ansehen</translation>
    </message>
    <message>
        <source>Deposits</source>
        <translation>Einzahlungen</translation>
    </message>
    <message>
        <source>Withdrawals</source>
        <translation>Auszahlungen</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Überweisungen</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) in all</source>
        <translation>
            <numerusform>%n Konto insgesamt</numerusform>
            <numerusform>%n Konten insgesamt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) match “%1”</source>
        <translation>
            <numerusform>%n Kunde passt zu „%1“</numerusform>
            <numerusform>%n Kunden passen zu „%1“</numerusform>
        </translation>
    </message>
    <message>
        <source>Many matches for “%1”</source>
        <translation>Viele Treffer für „%1“</translation>
    </message>
    <message>
        <source>type more to narrow it down</source>
        <translation>zum Eingrenzen weitertippen</translation>
    </message>
    <message>
        <source>No customers yet. Open the first account with Ctrl+N.</source>
        <translation>Noch keine Kunden. Das erste Konto mit Strg+N eröffnen.</translation>
    </message>
    <message>
        <source>No customer matches “%1”. Check the spelling, or search by account number or CPF.</source>
        <translation>Kein Kunde passt zu „%1“. Schreibweise prüfen oder nach Kontonummer oder CPF suchen.</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>Fertig: %1</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>Searching for “%1”…</source>
        <translation>Suche nach „%1“…</translation>
    </message>
    <message>
        <source>The bank server has not answered yet.</source>
        <translation>Der Bankserver hat noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Being checked, and answers</source>
        <translation>In Prüfung und Antworten</translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s) since %1</source>
        <translation>
            <numerusform>%n Quittung seit %1</numerusform>
            <numerusform>%n Quittungen seit %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n of them in another currency</source>
        <translation>
            <numerusform>%1, %n davon in anderer Währung</numerusform>
            <numerusform>%1, %n davon in anderen Währungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::teller::KeysModel</name>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
</context>
<context>
    <name>kontor::teller::KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Continue, post, next customer</source>
        <translation>Weiter, buchen, nächster Kunde</translation>
    </message>
    <message>
        <source>One step back; asks only if something would be lost</source>
        <translation>Ein Schritt zurück; fragt nur, wenn etwas verloren ginge</translation>
    </message>
    <message>
        <source>Next field, open the chosen row</source>
        <translation>Nächstes Feld, gewählte Zeile öffnen</translation>
    </message>
    <message>
        <source>Another account of the found customer</source>
        <translation>Anderes Konto des gefundenen Kunden</translation>
    </message>
    <message>
        <source>Choose a row</source>
        <translation>Zeile wählen</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tastenkürzel</translation>
    </message>
    <message>
        <source>Find a key or what it does</source>
        <translation>Taste oder Handlung suchen</translation>
    </message>
    <message>
        <source>Previous month, next month of a statement</source>
        <translation>Voriger und nächster Monat eines Kontoauszugs</translation>
    </message>
    <message>
        <source>Print the receipt or the statement</source>
        <translation>Quittung oder Kontoauszug drucken</translation>
    </message>
</context>
<context>
    <name>kontor::teller::LiveCard</name>
    <message>
        <source>The branch right now</source>
        <translation>Gerade in der Filiale</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Every deposit, withdrawal and transfer of the bank appears here.</source>
        <translation>Jede Ein- und Auszahlung und jede Überweisung der Bank erscheint hier.</translation>
    </message>
    <message>
        <source>As of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>Transfer to %1</source>
        <translation>Überweisung an %1</translation>
    </message>
    <message>
        <source>%1, account %2</source>
        <translation>%1, Konto %2</translation>
    </message>
</context>
<context>
    <name>kontor::teller::MoneyFlow</name>
    <message>
        <source>Reference can have %1 characters</source>
        <translation>Der Verwendungszweck darf höchstens %1 Zeichen haben</translation>
    </message>
    <message>
        <source>The account has %1 available. Enter %1 or less.</source>
        <translation>Verfügbar sind %1. Höchstens %1 eingeben.</translation>
    </message>
    <message>
        <source>The account has %1 available. Nothing can be paid out.</source>
        <translation>Verfügbar sind %1. Es kann nichts ausgezahlt werden.</translation>
    </message>
    <message>
        <source>Enter the account that receives the money</source>
        <translation>Das Empfängerkonto eingeben</translation>
    </message>
    <message>
        <source>The account number does not add up. Compare it with the customer&apos;s papers.</source>
        <translation>Die Kontonummer stimmt nicht. Mit den Unterlagen des Kunden vergleichen.</translation>
    </message>
    <message>
        <source>Still looking for the account</source>
        <translation>Das Konto wird noch gesucht</translation>
    </message>
    <message>
        <source>No account matches “%1”. Check the number or the name.</source>
        <translation>Kein Konto passt zu „%1“. Nummer oder Namen prüfen.</translation>
    </message>
    <message>
        <source>Choose one of the accounts that match</source>
        <translation>Eines der passenden Konten wählen</translation>
    </message>
    <message>
        <source>Both accounts are the same. Choose another account to receive the money.</source>
        <translation>Beide Konten sind gleich. Ein anderes Empfängerkonto wählen.</translation>
    </message>
    <message>
        <source>The account that receives the money is not active</source>
        <translation>Das Empfängerkonto ist nicht aktiv</translation>
    </message>
    <message>
        <source>That account is kept in %1. Choose one in %2.</source>
        <translation>Dieses Konto wird in %1 geführt. Eines in %2 wählen.</translation>
    </message>
    <message>
        <source>The balance changed while you were working. It is now %1.</source>
        <translation>Der Saldo hat sich inzwischen geändert. Er ist jetzt %1.</translation>
    </message>
    <message>
        <source>%1, account %2</source>
        <translation>%1, Konto %2</translation>
    </message>
    <message>
        <source>Deposit cash</source>
        <translation>Bargeld einzahlen</translation>
    </message>
    <message>
        <source>Pay out cash</source>
        <translation>Bargeld auszahlen</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Überweisung</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>für %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>deposit</source>
        <comment>in a sentence</comment>
        <translation>Einzahlung</translation>
    </message>
    <message>
        <source>withdrawal</source>
        <comment>in a sentence</comment>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>transfer</source>
        <comment>in a sentence</comment>
        <translation>Überweisung</translation>
    </message>
    <message>
        <source>%1 from %2 to %3, account %4</source>
        <translation>%1 von %2 an %3, Konto %4</translation>
    </message>
    <message>
        <source>Account %1</source>
        <translation>Konto %1</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Receives</source>
        <translation>Erhält</translation>
    </message>
    <message>
        <source>Read it once, count the notes once more, then post.</source>
        <translation>Einmal lesen, Scheine noch einmal zählen, dann buchen.</translation>
    </message>
    <message>
        <source>Cash from</source>
        <translation>Bargeld von</translation>
    </message>
    <message>
        <source>at the counter</source>
        <translation>am Schalter</translation>
    </message>
    <message>
        <source>To account</source>
        <translation>Auf Konto</translation>
    </message>
    <message>
        <source>Post deposit</source>
        <translation>Einzahlung buchen</translation>
    </message>
    <message>
        <source>Read it once, then post. Hand out the cash after that.</source>
        <translation>Einmal lesen, dann buchen. Das Geld erst danach herausgeben.</translation>
    </message>
    <message>
        <source>From account</source>
        <translation>Von Konto</translation>
    </message>
    <message>
        <source>Cash to</source>
        <translation>Bargeld an</translation>
    </message>
    <message>
        <source>Post withdrawal</source>
        <translation>Auszahlung buchen</translation>
    </message>
    <message>
        <source>Read both names aloud, then post.</source>
        <translation>Beide Namen vorlesen, dann buchen.</translation>
    </message>
    <message>
        <source>Post transfer</source>
        <translation>Überweisung buchen</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Verwendungszweck</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Available now</source>
        <translation>Jetzt verfügbar</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Quittung</translation>
    </message>
    <message>
        <source>on screen, after posting</source>
        <translation>am Bildschirm, nach dem Buchen</translation>
    </message>
    <message>
        <source>It is posted. Look at the movements for its receipt number.</source>
        <translation>Es ist gebucht. Die Quittungsnummer steht bei den Umsätzen.</translation>
    </message>
    <message>
        <source>The deposit is posted. Receipt %1.</source>
        <translation>Die Einzahlung ist gebucht. Quittung %1.</translation>
    </message>
    <message>
        <source>paid in to %1</source>
        <translation>eingezahlt für %1</translation>
    </message>
    <message>
        <source>The withdrawal is posted. Hand out the cash. Receipt %1.</source>
        <translation>Die Auszahlung ist gebucht. Geld herausgeben. Quittung %1.</translation>
    </message>
    <message>
        <source>The transfer is posted. Receipt %1.</source>
        <translation>Die Überweisung ist gebucht. Quittung %1.</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>von %1 an %2</translation>
    </message>
    <message>
        <source>New balance</source>
        <translation>Neuer Saldo</translation>
    </message>
    <message>
        <source>Posted</source>
        <translation>Gebucht</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>The available amount changed while you were working. It is now %1.</source>
        <translation>Der verfügbare Betrag hat sich inzwischen geändert. Er ist jetzt %1.</translation>
    </message>
    <message>
        <source>The account changed while you were working. Look at it once more.</source>
        <translation>Das Konto hat sich inzwischen geändert. Noch einmal ansehen.</translation>
    </message>
    <message>
        <source>No money may come to that account. Choose another account to receive it.</source>
        <translation>Auf diesem Konto darf nichts eingehen. Ein anderes Empfängerkonto wählen.</translation>
    </message>
    <message>
        <source>No money may come to this account, by order: %1</source>
        <translation>Auf diesem Konto darf laut Anordnung nichts eingehen: %1</translation>
    </message>
    <message>
        <source>No money may leave this account, by order: %1</source>
        <translation>Von diesem Konto darf laut Anordnung kein Geld abgehen: %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <comment>cash</comment>
        <translation>an %1</translation>
    </message>
    <message>
        <source>paid out to %1</source>
        <translation>ausgezahlt an %1</translation>
    </message>
    <message>
        <source>to print, after posting</source>
        <translation>zum Drucken, nach dem Buchen</translation>
    </message>
</context>
<context>
    <name>kontor::teller::MoneyForm</name>
    <message>
        <source>&amp;To account</source>
        <translation>A&amp;uf Konto</translation>
    </message>
    <message>
        <source>Account number or name</source>
        <translation>Kontonummer oder Name</translation>
    </message>
    <message>
        <source>Accounts that match</source>
        <translation>Passende Konten</translation>
    </message>
    <message>
        <source>There are more: type more of the name, or the number</source>
        <translation>Es gibt weitere: mehr vom Namen oder die Nummer eingeben</translation>
    </message>
    <message>
        <source>&amp;Amount</source>
        <translation>&amp;Betrag</translation>
    </message>
    <message>
        <source>Sums work too, like 1000+5*50</source>
        <translation>Auch Summen, z. B. 1000+5*50</translation>
    </message>
    <message>
        <source>&amp;Reference</source>
        <translation>&amp;Verwendungszweck</translation>
    </message>
    <message>
        <source>Shown on the statement</source>
        <translation>Steht auf dem Auszug</translation>
    </message>
    <message>
        <source>Balance now</source>
        <translation>Saldo jetzt</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source>Balance after</source>
        <translation>Saldo danach</translation>
    </message>
    <message>
        <source>Enter what you were handed.</source>
        <translation>Eingeben, was übergeben wurde.</translation>
    </message>
    <message>
        <source>Enter what the customer asks for.</source>
        <translation>Eingeben, was der Kunde wünscht.</translation>
    </message>
    <message>
        <source>Enter who receives the money, and how much.</source>
        <translation>Eingeben, wer wie viel erhält.</translation>
    </message>
    <message>
        <source>waits for the amount</source>
        <translation>wartet auf den Betrag</translation>
    </message>
    <message>
        <source>The figures appear with the amount.</source>
        <translation>Die Zahlen erscheinen, sobald ein Betrag eingegeben ist.</translation>
    </message>
    <message>
        <source>%1, account %2</source>
        <translation>%1, Konto %2</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>kontor::teller::MovementsModel</name>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Quittung</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Saldo</translation>
    </message>
</context>
<context>
    <name>kontor::teller::OfflineBanner</name>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>less than a minute old</source>
        <translation>weniger als eine Minute alt</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) old</source>
        <translation>
            <numerusform>%n Minute alt</numerusform>
            <numerusform>%n Minuten alt</numerusform>
        </translation>
    </message>
    <message>
        <source>No connection to the bank server since %1. What you see is %2; posting is paused.</source>
        <translation>Seit %1 keine Verbindung zum Bankserver. Die Anzeige ist %2; Buchungen pausieren.</translation>
    </message>
    <message>
        <source>%1 What you see is %2; posting is paused.</source>
        <translation>%1 Die Anzeige ist %2; Buchungen pausieren.</translation>
    </message>
</context>
<context>
    <name>kontor::teller::OpenAccountFlow</name>
    <message>
        <source>Enter the holder&apos;s name</source>
        <translation>Namen des Inhabers eingeben</translation>
    </message>
    <message>
        <source>Name must have 3 to 100 characters</source>
        <translation>Der Name muss 3 bis 100 Zeichen haben</translation>
    </message>
    <message>
        <source>The CPF does not add up. Compare its 11 digits with the document.</source>
        <translation>Die CPF stimmt nicht. Die 11 Ziffern mit dem Ausweis vergleichen.</translation>
    </message>
    <message>
        <source>Another account</source>
        <translation>Weiteres Konto</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>Neues Konto</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>für %1</translation>
    </message>
    <message>
        <source>for a new customer</source>
        <translation>für einen neuen Kunden</translation>
    </message>
    <message>
        <source>account opening</source>
        <comment>in a sentence</comment>
        <translation>Kontoeröffnung</translation>
    </message>
    <message>
        <source>%1 for a new account, %2</source>
        <translation>%1 für ein neues Konto, %2</translation>
    </message>
    <message>
        <source>a new account for %1</source>
        <translation>ein neues Konto für %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Compare the name with the document, then open the account.</source>
        <translation>Den Namen mit dem Ausweis vergleichen, dann das Konto eröffnen.</translation>
    </message>
    <message>
        <source>Cash from</source>
        <translation>Bargeld von</translation>
    </message>
    <message>
        <source>at the counter</source>
        <translation>am Schalter</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>known customer</source>
        <translation>bekannter Kunde</translation>
    </message>
    <message>
        <source>new customer</source>
        <translation>neuer Kunde</translation>
    </message>
    <message>
        <source>the number comes with the opening</source>
        <translation>die Nummer wird bei der Eröffnung vergeben</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Paid in at once</source>
        <translation>Gleich eingezahlt</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>Open account</source>
        <translation>Konto eröffnen</translation>
    </message>
    <message>
        <source>The account is open. Search for the name to see its number.</source>
        <translation>Das Konto ist eröffnet. Nach dem Namen suchen, um die Nummer zu sehen.</translation>
    </message>
    <message>
        <source>Account %1 is open.</source>
        <translation>Konto %1 ist eröffnet.</translation>
    </message>
    <message>
        <source>new account for %1</source>
        <translation>neues Konto für %1</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Eröffnet</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>DEMO – nothing here is real</source>
        <translation>DEMO – nichts hier ist echt</translation>
    </message>
    <message>
        <source>Account opened</source>
        <translation>Konto eröffnet</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Balance %1</source>
        <translation>Saldo %1</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>Es bediente Sie</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>kontor::teller::OpenAccountForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>First and last name, as in the document</source>
        <translation>Vor- und Nachname wie im Ausweis</translation>
    </message>
    <message>
        <source>11 digits, if there is one</source>
        <translation>11 Ziffern, falls vorhanden</translation>
    </message>
    <message>
        <source>Cash paid &amp;in</source>
        <translation>&amp;Bar eingezahlt</translation>
    </message>
    <message>
        <source>Leave empty to open with nothing</source>
        <translation>Leer lassen, wenn nichts eingezahlt wird</translation>
    </message>
    <message>
        <source>Enter what is paid in at once, if anything.</source>
        <translation>Eingeben, ob und was gleich eingezahlt wird.</translation>
    </message>
    <message>
        <source>Enter whose account it is.</source>
        <translation>Eingeben, wem das Konto gehört.</translation>
    </message>
</context>
<context>
    <name>kontor::teller::Receipts</name>
    <message>
        <source>Copy, printed again</source>
        <translation>Zweitschrift, erneut gedruckt</translation>
    </message>
    <message>
        <source>DEMO – nothing here is real</source>
        <translation>DEMO – nichts hier ist echt</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Quittung</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>To account</source>
        <translation>Auf Konto</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Amount %1</source>
        <translation>Betrag %1</translation>
    </message>
    <message>
        <source>New balance</source>
        <translation>Neuer Saldo</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>Es bediente Sie</translation>
    </message>
</context>
<context>
    <name>kontor::teller::RefusedBody</name>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>kontor::teller::SearchField</name>
    <message>
        <source>Name, account number or CPF</source>
        <translation>Name, Kontonummer oder CPF</translation>
    </message>
    <message>
        <source>Esc clears</source>
        <translation>Esc leert</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
</context>
<context>
    <name>kontor::teller::SearchModel</name>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n Konto</numerusform>
            <numerusform>%n Konten</numerusform>
        </translation>
    </message>
    <message>
        <source>Account %1, balance %2</source>
        <translation>Konto %1, Saldo %2</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weiteres</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>other account</source>
        <translation>anderes Konto</translation>
    </message>
</context>
<context>
    <name>kontor::teller::SetAsideBanner</name>
    <message>
        <source>I have looked</source>
        <translation>Nachgesehen</translation>
    </message>
    <message numerus="yes">
        <source>%n order(s) of an earlier run cannot be read, and may have been recorded. Look at the account before you repeat anything. Kept in %1.</source>
        <translation>
            <numerusform>%n Auftrag eines früheren Laufs ist nicht lesbar und wurde vielleicht gebucht. Vor einer Wiederholung das Konto ansehen. Aufbewahrt in %1.</numerusform>
            <numerusform>%n Aufträge eines früheren Laufs sind nicht lesbar und wurden vielleicht gebucht. Vor einer Wiederholung die Konten ansehen. Aufbewahrt in %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::teller::Shell</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>C&amp;ustomer</source>
        <translation>&amp;Kunde</translation>
    </message>
    <message>
        <source>Ca&amp;sh</source>
        <translation>Ka&amp;sse</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>Ans&amp;icht</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Open customers</source>
        <translation>Geöffnete Kunden</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Arbeitsplatz</translation>
    </message>
    <message>
        <source>Find a customer first.</source>
        <translation>Zuerst einen Kunden suchen.</translation>
    </message>
    <message>
        <source>Finish or cancel what is open first.</source>
        <translation>Zuerst den offenen Vorgang beenden oder abbrechen.</translation>
    </message>
    <message>
        <source>This account is not active.</source>
        <translation>Dieses Konto ist nicht aktiv.</translation>
    </message>
    <message>
        <source>This is Home.</source>
        <translation>Das ist die Startseite.</translation>
    </message>
    <message>
        <source>No customer is open.</source>
        <translation>Es ist kein Kunde geöffnet.</translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>Für %1</translation>
    </message>
    <message>
        <source>No customer open</source>
        <translation>Kein Kunde geöffnet</translation>
    </message>
    <message>
        <source>DEMO: nothing here is real</source>
        <translation>DEMO: nichts hier ist echt</translation>
    </message>
    <message>
        <source>Wait until nothing is being checked.</source>
        <translation>Warten, bis nichts mehr in Prüfung ist.</translation>
    </message>
    <message>
        <source>He&amp;lp</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>OPEN: nobody has to sign in</source>
        <translation>OFFEN: ohne Anmeldung</translation>
    </message>
    <message>
        <source>Nobody has to sign in at this server.</source>
        <translation>An diesem Server muss sich niemand anmelden.</translation>
    </message>
    <message>
        <source>Your role may not do this.</source>
        <translation>Mit Ihrer Rolle ist das nicht erlaubt.</translation>
    </message>
    <message>
        <source>Nothing is kept while nobody has to sign in.</source>
        <translation>Ohne Anmeldung wird nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>Posting is paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>No connection: posting is paused.</source>
        <translation>Keine Verbindung: Buchungen pausieren.</translation>
    </message>
    <message>
        <source>This account is blocked for it.</source>
        <translation>Dieses Konto ist dafür gesperrt.</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>Account %1</source>
        <translation>Konto %1</translation>
    </message>
    <message>
        <source>Opens when found</source>
        <translation>Öffnet nach der Suche</translation>
    </message>
    <message>
        <source>The customer opens as soon as the answer is here. Esc stops waiting.</source>
        <translation>Der Kunde öffnet sich, sobald die Antwort da ist. Esc beendet das Warten.</translation>
    </message>
    <message>
        <source>%1 waits for the search</source>
        <translation>%1 wartet auf Suche</translation>
    </message>
    <message>
        <source>%1 begins as soon as the customer is found; type on. Esc stops waiting.</source>
        <translation>%1 beginnt, sobald der Kunde gefunden ist; einfach weitertippen. Esc beendet das Warten.</translation>
    </message>
    <message>
        <source>DEMO, OPEN: nobody has to sign in</source>
        <translation>DEMO, OFFEN: ohne Anmeldung</translation>
    </message>
    <message>
        <source>Nothing here is real, and nobody has to sign in.</source>
        <translation>Nichts hier ist echt, und niemand muss sich anmelden.</translation>
    </message>
    <message>
        <source>%1 opens as soon as the customer is found. Esc stops waiting.</source>
        <translation>%1 öffnet sich, sobald der Kunde gefunden ist. Esc bricht das Warten ab.</translation>
    </message>
</context>
<context>
    <name>kontor::teller::SignInFlow</name>
    <message>
        <source>Enter the user</source>
        <translation>Benutzer eingeben</translation>
    </message>
    <message>
        <source>Enter the password</source>
        <translation>Passwort eingeben</translation>
    </message>
    <message>
        <source>This user is no teller and no supervisor.</source>
        <translation>Dieser Benutzer gehört weder zum Schalter noch zur Leitung.</translation>
    </message>
    <message>
        <source>The bank server does not answer. Try again in a moment.</source>
        <translation>Der Bankserver antwortet nicht. Gleich noch einmal versuchen.</translation>
    </message>
</context>
<context>
    <name>kontor::teller::SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>&amp;Anmelden</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmeldung läuft…</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Entsperren</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Benutzer</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>S&amp;witch user</source>
        <translation>Benutzer &amp;wechseln</translation>
    </message>
    <message>
        <source>&amp;Change server</source>
        <translation>&amp;Server wechseln</translation>
    </message>
    <message>
        <source>Your entries are kept.</source>
        <translation>Ihre Eingaben bleiben erhalten.</translation>
    </message>
    <message>
        <source>Your session is over. Your entries are kept.</source>
        <translation>Ihre Sitzung ist beendet. Ihre Eingaben bleiben erhalten.</translation>
    </message>
    <message>
        <source>&amp;Hide password</source>
        <translation>Passwort &amp;verbergen</translation>
    </message>
    <message>
        <source>Sh&amp;ow password</source>
        <translation>Passwort an&amp;zeigen</translation>
    </message>
</context>
<context>
    <name>kontor::teller::SizeMenu</name>
    <message>
        <source>&amp;Size from the next start on</source>
        <translation>&amp;Größe ab dem nächsten Start</translation>
    </message>
    <message>
        <source>This screen is too small for that.</source>
        <translation>Dafür ist dieser Bildschirm zu klein.</translation>
    </message>
</context>
<context>
    <name>kontor::teller::StatementFlow</name>
    <message>
        <source>account %1</source>
        <translation>Konto %1</translation>
    </message>
    <message>
        <source>The first %L1 of %L2 movements. So many are not printed at a counter.</source>
        <translation>Die ersten %L1 von %L2 Umsätzen. So viele werden am Schalter nicht gedruckt.</translation>
    </message>
    <message>
        <source>As of %1, %2. The month is not over, so this is not final.</source>
        <translation>Stand %1, %2. Der Monat ist nicht zu Ende, der Auszug nicht endgültig.</translation>
    </message>
    <message>
        <source>DEMO – nothing here is real</source>
        <translation>DEMO – nichts hier ist echt</translation>
    </message>
    <message>
        <source>Statement, %1</source>
        <translation>Kontoauszug, %1</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>Opening balance</source>
        <translation>Anfangssaldo</translation>
    </message>
    <message>
        <source>Credits</source>
        <translation>Gutschriften</translation>
    </message>
    <message>
        <source>Debits</source>
        <translation>Belastungen</translation>
    </message>
    <message>
        <source>Closing balance</source>
        <translation>Endsaldo</translation>
    </message>
    <message>
        <source>statement-%1-%2</source>
        <comment>a file&apos;s name</comment>
        <translation>kontoauszug-%1-%2</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment…</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>Beim Drucker.</translation>
    </message>
    <message>
        <source>This computer has no printer.</source>
        <translation>Dieser Computer hat keinen Drucker.</translation>
    </message>
    <message>
        <source>The printer takes nothing.</source>
        <translation>Der Drucker nimmt nichts an.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>It cannot be saved there. Choose another place.</source>
        <translation>Dort lässt er sich nicht speichern. Einen anderen Ort wählen.</translation>
    </message>
</context>
<context>
    <name>kontor::teller::StatementModel</name>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Value date</source>
        <translation>Wertstellung</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Verwendungszweck</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>kontor::teller::StatementPage</name>
    <message>
        <source>PDF files</source>
        <translation>PDF-Dateien</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>camt.053 files</source>
        <translation>camt.053-Dateien</translation>
    </message>
    <message>
        <source>OFX files</source>
        <translation>OFX-Dateien</translation>
    </message>
    <message>
        <source>Month: %1</source>
        <translation>Monat: %1</translation>
    </message>
    <message>
        <source>Statement, %1</source>
        <translation>Kontoauszug, %1</translation>
    </message>
    <message>
        <source>The account was opened in this month</source>
        <translation>In diesem Monat wurde das Konto eröffnet</translation>
    </message>
    <message>
        <source>The next month has not begun</source>
        <translation>Der nächste Monat hat noch nicht begonnen</translation>
    </message>
    <message>
        <source>Reading the statement…</source>
        <translation>Der Kontoauszug wird gelesen…</translation>
    </message>
    <message>
        <source>Nothing was booked in this month.</source>
        <translation>In diesem Monat wurde nichts gebucht.</translation>
    </message>
    <message>
        <source>The statement is not here yet.</source>
        <translation>Der Kontoauszug ist noch nicht da.</translation>
    </message>
    <message>
        <source>Wait until the statement is here</source>
        <translation>Warten, bis der Kontoauszug da ist</translation>
    </message>
    <message>
        <source>Save the statement</source>
        <translation>Kontoauszug speichern</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Kontoauszug</translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <translation>&amp;Voriger</translation>
    </message>
    <message>
        <source>Previous month</source>
        <translation>Voriger Monat</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Nächster</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Nächster Monat</translation>
    </message>
    <message>
        <source>&amp;Ask again</source>
        <translation>Neu &amp;laden</translation>
    </message>
    <message>
        <source>Opening balance</source>
        <translation>Anfangssaldo</translation>
    </message>
    <message>
        <source>Credits</source>
        <translation>Gutschriften</translation>
    </message>
    <message>
        <source>Debits</source>
        <translation>Belastungen</translation>
    </message>
    <message>
        <source>Closing balance</source>
        <translation>Endsaldo</translation>
    </message>
    <message>
        <source>Movements of the month</source>
        <translation>Umsätze des Monats</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Sav&amp;e</source>
        <translation>Sp&amp;eichern</translation>
    </message>
    <message>
        <source>As a &amp;PDF file…</source>
        <translation>Als &amp;PDF-Datei…</translation>
    </message>
    <message>
        <source>As a &amp;table (CSV)…</source>
        <translation>Als &amp;Tabelle (CSV)…</translation>
    </message>
    <message>
        <source>For &amp;accounting software…</source>
        <translation>Für &amp;Buchhaltungssoftware…</translation>
    </message>
    <message>
        <source>P&amp;rint</source>
        <translation>D&amp;rucken</translation>
    </message>
    <message>
        <source>Print the statement</source>
        <translation>Kontoauszug drucken</translation>
    </message>
</context>
<context>
    <name>kontor::teller::StatusLine</name>
    <message>
        <source>%1 at %2</source>
        <translation>%1, Server %2</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindung wird aufgebaut</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Keine Verbindung</translation>
    </message>
</context>
<context>
    <name>kontor::teller::WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Connect this counter to your branch server.</source>
        <translation>Diesen Schalter mit dem Filialserver verbinden.</translation>
    </message>
    <message>
        <source>&amp;Server address</source>
        <translation>&amp;Serveradresse</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Serveradresse</translation>
    </message>
    <message>
        <source>Just looking?</source>
        <translation>Nur mal schauen?</translation>
    </message>
    <message>
        <source>A practice branch on this computer. Nothing in it is real.</source>
        <translation>Eine Übungsfiliale auf diesem Computer. Nichts darin ist echt.</translation>
    </message>
    <message>
        <source>&amp;Try with demo data</source>
        <translation>&amp;Demo ausprobieren</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden…</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
</context>
<context>
    <name>kontor::teller::Words</name>
    <message>
        <source>Deposit</source>
        <translation>Einzahlung</translation>
    </message>
    <message>
        <source>Withdrawal</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Überweisung</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Not active</source>
        <translation>Nicht aktiv</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Opened with</source>
        <translation>Eröffnet mit</translation>
    </message>
    <message>
        <source>Cash deposit</source>
        <translation>Bareinzahlung</translation>
    </message>
    <message>
        <source>%1 (system)</source>
        <translation>%1 (System)</translation>
    </message>
    <message>
        <source>Cash machine</source>
        <translation>Geldautomat</translation>
    </message>
    <message>
        <source>Cash withdrawal</source>
        <translation>Barauszahlung</translation>
    </message>
    <message>
        <source>Transfer out</source>
        <translation>Überweisung, ausgehend</translation>
    </message>
    <message>
        <source>Transfer to %1</source>
        <translation>Überweisung an %1</translation>
    </message>
    <message>
        <source>Transfer in</source>
        <translation>Überweisung, eingehend</translation>
    </message>
    <message>
        <source>Transfer from %1</source>
        <translation>Überweisung von %1</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>no CPF</source>
        <translation>keine CPF</translation>
    </message>
    <message>
        <source>Register a customer of the wallet</source>
        <translation>Wallet-Kunden registrieren</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>End a session</source>
        <translation>Sitzung beenden</translation>
    </message>
    <message>
        <source>Read their own rights</source>
        <translation>Eigene Rechte ansehen</translation>
    </message>
    <message>
        <source>Change a password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>Read a user</source>
        <translation>Benutzer ansehen</translation>
    </message>
    <message>
        <source>List users</source>
        <translation>Benutzer auflisten</translation>
    </message>
    <message>
        <source>Change a user</source>
        <translation>Benutzer ändern</translation>
    </message>
    <message>
        <source>List keys of programs</source>
        <translation>Programmschlüssel auflisten</translation>
    </message>
    <message>
        <source>Issue or revoke a key</source>
        <translation>Schlüssel ausgeben oder widerrufen</translation>
    </message>
    <message>
        <source>Read the audit</source>
        <translation>Protokoll ansehen</translation>
    </message>
    <message>
        <source>Listen to an account</source>
        <translation>Konto live verfolgen</translation>
    </message>
    <message>
        <source>Register a customer</source>
        <translation>Kunden anlegen</translation>
    </message>
    <message>
        <source>Search customers</source>
        <translation>Kunden suchen</translation>
    </message>
    <message>
        <source>Read a customer</source>
        <translation>Kundendaten ansehen</translation>
    </message>
    <message>
        <source>Open an account</source>
        <translation>Konto eröffnen</translation>
    </message>
    <message>
        <source>Search accounts</source>
        <translation>Konten suchen</translation>
    </message>
    <message>
        <source>Read an account</source>
        <translation>Konto ansehen</translation>
    </message>
    <message>
        <source>Change an account</source>
        <translation>Konto ändern</translation>
    </message>
    <message>
        <source>Delete or restore an account</source>
        <translation>Konto löschen oder wiederherstellen</translation>
    </message>
    <message>
        <source>Block an account</source>
        <translation>Konto sperren</translation>
    </message>
    <message>
        <source>Hold an amount</source>
        <translation>Betrag vormerken</translation>
    </message>
    <message>
        <source>Release an amount</source>
        <translation>Vormerkung aufheben</translation>
    </message>
    <message>
        <source>Issue a card</source>
        <translation>Karte ausgeben</translation>
    </message>
    <message>
        <source>Read a card</source>
        <translation>Karte ansehen</translation>
    </message>
    <message>
        <source>Check a PIN</source>
        <translation>PIN prüfen</translation>
    </message>
    <message>
        <source>Change a PIN</source>
        <translation>PIN ändern</translation>
    </message>
    <message>
        <source>Authorise cash</source>
        <translation>Barauszahlung freigeben</translation>
    </message>
    <message>
        <source>Read a cash withdrawal</source>
        <translation>Barauszahlung ansehen</translation>
    </message>
    <message>
        <source>Cash was paid</source>
        <translation>Bargeld wurde ausgezahlt</translation>
    </message>
    <message>
        <source>Cash was not paid</source>
        <translation>Bargeld wurde nicht ausgezahlt</translation>
    </message>
    <message>
        <source>Read the event feed</source>
        <translation>Ereignisse abrufen</translation>
    </message>
    <message>
        <source>Read webhooks</source>
        <translation>Webhooks ansehen</translation>
    </message>
    <message>
        <source>Change webhooks</source>
        <translation>Webhooks ändern</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Nicht erlaubt</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>Nicht vorhanden</translation>
    </message>
    <message>
        <source>Too often</source>
        <translation>Zu oft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Not possible</source>
        <translation>Nicht möglich</translation>
    </message>
    <message>
        <source>Blocked, deposits only</source>
        <translation>Gesperrt, nur Einzahlungen</translation>
    </message>
    <message>
        <source>Blocked, no deposits</source>
        <translation>Gesperrt, keine Einzahlungen</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Deposits only</source>
        <translation>Nur Einzahlungen</translation>
    </message>
    <message>
        <source>No deposits</source>
        <translation>Keine Einzahlungen</translation>
    </message>
</context>
</TS>
