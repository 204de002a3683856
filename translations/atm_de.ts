<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>kontor::atm::AmountScreen</name>
    <message>
        <source>Other amount</source>
        <translation>Anderer Betrag</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Notes in the machine</source>
        <translation>Scheine im Automaten</translation>
    </message>
    <message>
        <source>You can take out</source>
        <translation>Sie können abheben</translation>
    </message>
    <message>
        <source>up to %1 at&#xa0;once</source>
        <translation>bis %1 auf&#xa0;einmal</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>kontor::atm::AtmKey</name>
    <message>
        <source>Key %1</source>
        <translation>Taste %1</translation>
    </message>
</context>
<context>
    <name>kontor::atm::AtmScreen</name>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Geld</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Vorlesen</translation>
    </message>
    <message>
        <source>Type the digits, then press Enter.</source>
        <translation>Ziffern eingeben, dann die Taste Weiter drücken.</translation>
    </message>
    <message>
        <source>Press %1 for %2.</source>
        <translation>Taste %1: %2.</translation>
    </message>
    <message>
        <source>Press Cancel to leave.</source>
        <translation>Mit Abbrechen beenden.</translation>
    </message>
    <message>
        <source>Press Cancel for %1.</source>
        <translation>Taste Abbrechen: %1.</translation>
    </message>
    <message>
        <source>Press Clear for %1.</source>
        <translation>Taste Löschen: %1.</translation>
    </message>
    <message>
        <source>Press Enter for %1.</source>
        <translation>Taste Weiter: %1.</translation>
    </message>
</context>
<context>
    <name>kontor::atm::AtmWindow</name>
    <message>
        <source>Kontor cash machine</source>
        <translation>Kontor-Geldautomat</translation>
    </message>
</context>
<context>
    <name>kontor::atm::AttractScreen</name>
    <message>
        <source>Insert
your card</source>
        <translation>Karte
einstecken</translation>
    </message>
    <message>
        <source>Notes today: %1</source>
        <translation>Scheine heute: %1</translation>
    </message>
    <message>
        <source>Receipts: on paper</source>
        <translation>Beleg: auf Papier</translation>
    </message>
    <message>
        <source>Receipts: not today</source>
        <translation>Beleg: heute keiner</translation>
    </message>
    <message>
        <source>No cash today, only balance</source>
        <translation>Kein Bargeld, nur Kontostand</translation>
    </message>
    <message>
        <source>The slot is on the right of the screen. Chip first, chip up.</source>
        <translation>Der Kartenschlitz ist rechts neben dem Bildschirm. Die Karte mit dem Chip voran und nach oben einstecken.</translation>
    </message>
    <message>
        <source>The star key says everything again. The hash key is for voice and language.</source>
        <translation>Die Sterntaste wiederholt alles. Die Rautetaste ist für Stimme und Sprache.</translation>
    </message>
</context>
<context>
    <name>kontor::atm::BalanceScreen</name>
    <message>
        <source>Your balance</source>
        <translation>Ihr Kontostand</translation>
    </message>
    <message>
        <source>The amounts are hidden.</source>
        <translation>Die Beträge sind ausgeblendet.</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source>You can take out</source>
        <translation>Sie können abheben</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Kontostand</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Reserviert</translation>
    </message>
    <message>
        <source>Hides by itself</source>
        <translation>Verschwindet gleich</translation>
    </message>
    <message>
        <source>Take cash</source>
        <translation>Abheben</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>Einblenden</translation>
    </message>
    <message>
        <source>Hide now</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Card back</source>
        <translation>Karte zurück</translation>
    </message>
    <message>
        <source>Movements</source>
        <translation>Umsätze</translation>
    </message>
</context>
<context>
    <name>kontor::atm::BeingCheckedScreen</name>
    <message>
        <source>We are checking your payout</source>
        <translation>Wir prüfen Ihre Auszahlung</translation>
    </message>
    <message>
        <source>Your money</source>
        <translation>Ihr Geld</translation>
    </message>
    <message>
        <source>%1 stays reserved while we check.</source>
        <translation>%1 bleiben reserviert, bis wir es wissen.</translation>
    </message>
    <message>
        <source>No cash came. %1 may stay reserved.</source>
        <translation>Es kam kein Geld. %1 sind vielleicht reserviert.</translation>
    </message>
    <message>
        <source>Your card</source>
        <translation>Ihre Karte</translation>
    </message>
    <message>
        <source>Take your card, on the right.</source>
        <translation>Nehmen Sie rechts Ihre Karte.</translation>
    </message>
    <message>
        <source>The machine keeps it.</source>
        <translation>Der Automat behält sie.</translation>
    </message>
    <message>
        <source>You have your card.</source>
        <translation>Sie haben Ihre Karte.</translation>
    </message>
    <message>
        <source>What next</source>
        <translation>Wie es weitergeht</translation>
    </message>
    <message>
        <source>Do not repeat it. Keep this number.</source>
        <translation>Nicht noch einmal versuchen. Diese Nummer aufheben.</translation>
    </message>
    <message>
        <source>Ask in the branch</source>
        <translation>Fragen Sie in der Filiale</translation>
    </message>
    <message>
        <source>Help: %1</source>
        <translation>Hilfe: %1</translation>
    </message>
    <message>
        <source>Also on your slip</source>
        <translation>Auch auf dem Beleg</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>kontor::atm::DevicePanel</name>
    <message>
        <source>Devices of %1</source>
        <translation>Geräte von %1</translation>
    </message>
    <message>
        <source>Simulation: no real card, PIN or cash</source>
        <translation>Simulation: Karte, PIN und Geld sind nicht echt</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Demo card</source>
        <translation>Demokarte</translation>
    </message>
    <message>
        <source>Card id</source>
        <translation>Kartennummer</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>&amp;Einstecken</translation>
    </message>
    <message>
        <source>Take c&amp;ard</source>
        <translation>&amp;Karte nehmen</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Geld</translation>
    </message>
    <message>
        <source>Ta&amp;ke cash</source>
        <translation>&amp;Geld nehmen</translation>
    </message>
    <message>
        <source>Leave it: time passes</source>
        <translation>Liegen lassen: Zeit vergeht</translation>
    </message>
    <message>
        <source>Next fault of the dispenser</source>
        <translation>Nächste Störung der Ausgabe</translation>
    </message>
    <message>
        <source>Jam before the shutter</source>
        <translation>Stau vor der Klappe</translation>
    </message>
    <message>
        <source>Jam while presenting</source>
        <translation>Stau beim Ausgeben</translation>
    </message>
    <message>
        <source>Position unknown</source>
        <translation>Verbleib unbekannt</translation>
    </message>
    <message>
        <source>A note does not come</source>
        <translation>Ein Schein kommt nicht</translation>
    </message>
    <message>
        <source>Technician: clear the path</source>
        <translation>Technik: Weg frei räumen</translation>
    </message>
    <message>
        <source>Line to the server</source>
        <translation>Leitung zum Server</translation>
    </message>
    <message>
        <source>&amp;Cut now</source>
        <translation>&amp;Jetzt trennen</translation>
    </message>
    <message>
        <source>Lose the answers</source>
        <translation>Antworten verlieren</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Cut power</source>
        <translation>Strom aus</translation>
    </message>
    <message>
        <source>Its PIN: %1</source>
        <translation>Ihre PIN: %1</translation>
    </message>
    <message>
        <source>in the machine</source>
        <translation>im Automaten</translation>
    </message>
    <message>
        <source>at the slot</source>
        <translation>am Schlitz</translation>
    </message>
    <message>
        <source>in customer&apos;s hand</source>
        <translation>in Kundenhand</translation>
    </message>
    <message>
        <source>path blocked</source>
        <translation>Weg blockiert</translation>
    </message>
    <message>
        <source>at the shutter</source>
        <translation>an der Klappe</translation>
    </message>
    <message>
        <source>behind the shutter</source>
        <translation>hinter der Klappe</translation>
    </message>
    <message>
        <source>in the cassettes</source>
        <translation>in den Kassetten</translation>
    </message>
    <message>
        <source>Left: %1   rejected: %2   taken back: %3</source>
        <translation>Übrig: %1   aussortiert: %2   eingezogen: %3</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>losing answers</source>
        <translation>verliert Antworten</translation>
    </message>
    <message>
        <source>turned away</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>The bank does not take this machine for %1: %2. Look at --key-file and --terminal.</source>
        <translation>Die Bank hält diesen Automaten nicht für %1: %2. Bitte --key-file und --terminal prüfen.</translation>
    </message>
    <message>
        <source>Journal: not usable, see the log</source>
        <translation>Journal: nicht brauchbar, siehe Protokoll</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>Paper out</source>
        <translation>Papier leer</translation>
    </message>
    <message>
        <source>Refill paper</source>
        <translation>Papier nachfüllen</translation>
    </message>
    <message>
        <source>Journal: empty</source>
        <translation>Journal: leer</translation>
    </message>
    <message>
        <source>Journal: %1 %2</source>
        <translation>Journal: %1 %2</translation>
    </message>
    <message>
        <source>nothing waiting to be sent</source>
        <translation>nichts zu senden</translation>
    </message>
    <message>
        <source>%1 waiting to be sent</source>
        <translation>%1 zu senden</translation>
    </message>
    <message>
        <source>Printer, headphones and power</source>
        <translation>Drucker, Kopfhörer und Strom</translation>
    </message>
    <message>
        <source>Plug headphones in</source>
        <translation>Kopfhörer einstecken</translation>
    </message>
    <message>
        <source>Pull the headphones out</source>
        <translation>Kopfhörer abziehen</translation>
    </message>
    <message>
        <source>card: inside</source>
        <translation>Karte: innen</translation>
    </message>
    <message>
        <source>card: waits</source>
        <translation>Karte: wartet</translation>
    </message>
    <message>
        <source>card: out</source>
        <translation>Karte: draußen</translation>
    </message>
    <message>
        <source>cash: none</source>
        <translation>Geld: keins</translation>
    </message>
    <message numerus="yes">
        <source>cash: %n note(s)</source>
        <translation>
            <numerusform>Geld: %n Schein</numerusform>
            <numerusform>Geld: %n Scheine</numerusform>
        </translation>
    </message>
    <message>
        <source>slip: printed</source>
        <translation>Beleg: gedruckt</translation>
    </message>
    <message>
        <source>slip: none</source>
        <translation>Beleg: keiner</translation>
    </message>
    <message>
        <source>slip: no paper</source>
        <translation>Beleg: kein Papier</translation>
    </message>
    <message>
        <source>kept by the machine</source>
        <translation>vom Automaten einbehalten</translation>
    </message>
    <message>
        <source>card: kept</source>
        <translation>Karte: einbehalten</translation>
    </message>
</context>
<context>
    <name>kontor::atm::DeviceWords</name>
    <message>
        <source>none set</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>a note does not come</source>
        <translation>ein Schein kommt nicht</translation>
    </message>
    <message>
        <source>jam while counting</source>
        <translation>Stau beim Zählen</translation>
    </message>
    <message>
        <source>jam before the shutter</source>
        <translation>Stau vor der Klappe</translation>
    </message>
    <message>
        <source>jam while presenting</source>
        <translation>Stau beim Ausgeben</translation>
    </message>
    <message>
        <source>position unknown</source>
        <translation>Verbleib unbekannt</translation>
    </message>
    <message>
        <source>position unknown, taken</source>
        <translation>Verbleib unbekannt, genommen</translation>
    </message>
    <message>
        <source>notes missing when taken back</source>
        <translation>Scheine fehlen beim Einziehen</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>angefragt</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>authorised</source>
        <translation>genehmigt</translation>
    </message>
    <message>
        <source>to be counted</source>
        <translation>wird gezählt</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>gezählt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>aussortiert</translation>
    </message>
    <message>
        <source>to be presented</source>
        <translation>wird ausgegeben</translation>
    </message>
    <message>
        <source>presented</source>
        <translation>ausgegeben</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>genommen</translation>
    </message>
    <message>
        <source>to be taken back</source>
        <translation>wird eingezogen</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>eingezogen</translation>
    </message>
    <message>
        <source>outcome due</source>
        <translation>Ergebnis offen</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>card kept</source>
        <translation>Karte einbehalten</translation>
    </message>
    <message>
        <source>case opened</source>
        <translation>Fall eröffnet</translation>
    </message>
    <message>
        <source>begun anew</source>
        <translation>neu begonnen</translation>
    </message>
</context>
<context>
    <name>kontor::atm::GoodbyeScreen</name>
    <message>
        <source>Goodbye</source>
        <translation>Auf Wiedersehen</translation>
    </message>
    <message>
        <source>Take your receipt.</source>
        <translation>Nehmen Sie Ihren Beleg.</translation>
    </message>
    <message>
        <source>Have you got everything?</source>
        <translation>Haben Sie alles?</translation>
    </message>
</context>
<context>
    <name>kontor::atm::LanguageScreen</name>
    <message>
        <source>Choose your language</source>
        <translation>Sprache wählen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>kontor::atm::MenuScreen</name>
    <message>
        <source>What would you like?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>%1, what would you like?</source>
        <translation>%1, was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Other amount</source>
        <translation>Anderer Betrag</translation>
    </message>
    <message>
        <source>This machine cannot pay cash now.</source>
        <translation>Der Automat kann gerade kein Geld auszahlen.</translation>
    </message>
    <message>
        <source>This machine only has %1. Your account is in %2.</source>
        <translation>Der Automat hat nur %1. Ihr Konto wird in %2 geführt.</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Kontostand</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Change PIN</source>
        <translation>PIN ändern</translation>
    </message>
</context>
<context>
    <name>kontor::atm::MoreTimeScreen</name>
    <message>
        <source>Do you need more time?</source>
        <translation>Brauchen Sie mehr Zeit?</translation>
    </message>
    <message>
        <source>Yes, more time</source>
        <translation>Ja, mehr Zeit</translation>
    </message>
    <message>
        <source>No, give my card back</source>
        <translation>Nein, Karte zurück</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left.</source>
        <translation>
            <numerusform>Noch %n Sekunde.</numerusform>
            <numerusform>Noch %n Sekunden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::atm::MovementsScreen</name>
    <message>
        <source>Last movements</source>
        <translation>Letzte Umsätze</translation>
    </message>
    <message>
        <source>There are none yet.</source>
        <translation>Es gibt noch keine.</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Kontostand</translation>
    </message>
    <message>
        <source>Card back</source>
        <translation>Karte zurück</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Eröffnung</translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation>Einzahlung</translation>
    </message>
    <message>
        <source>Withdrawal</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Transfer out</source>
        <translation>Überweisung</translation>
    </message>
    <message>
        <source>Transfer in</source>
        <translation>Gutschrift</translation>
    </message>
</context>
<context>
    <name>kontor::atm::NotesScreen</name>
    <message>
        <source>Which notes for %1?</source>
        <translation>Welche Scheine für %1?</translation>
    </message>
    <message>
        <source>Fewest notes</source>
        <translation>Möglichst wenige</translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation>Gemischt</translation>
    </message>
    <message>
        <source>Small notes</source>
        <translation>Kleine Scheine</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n Schein</numerusform>
            <numerusform>%n Scheine</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>kontor::atm::OfferScreen</name>
    <message>
        <source>We cannot make %1</source>
        <translation>%1 sind nicht möglich</translation>
    </message>
    <message>
        <source>With the notes in the machine we can pay:</source>
        <translation>Mit den Scheinen im Automaten möglich:</translation>
    </message>
    <message>
        <source>Choose another amount.</source>
        <translation>Wählen Sie einen anderen Betrag.</translation>
    </message>
    <message>
        <source>Change amount</source>
        <translation>Betrag ändern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>At one time we can pay at most:</source>
        <translation>Auf einmal sind höchstens möglich:</translation>
    </message>
</context>
<context>
    <name>kontor::atm::OneMomentScreen</name>
    <message>
        <source>One moment</source>
        <translation>Einen Moment bitte</translation>
    </message>
    <message>
        <source>Your PIN is being checked.</source>
        <translation>Ihre PIN wird geprüft.</translation>
    </message>
    <message>
        <source>Your balance is being fetched.</source>
        <translation>Ihr Kontostand wird abgefragt.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Still working. Your card is safe.</source>
        <translation>Es dauert noch. Ihre Karte ist sicher.</translation>
    </message>
    <message>
        <source>Your card is safe in the machine.</source>
        <translation>Ihre Karte ist sicher im Automaten.</translation>
    </message>
    <message>
        <source>Your PIN is being changed.</source>
        <translation>Ihre PIN wird geändert.</translation>
    </message>
</context>
<context>
    <name>kontor::atm::OutOfServiceScreen</name>
    <message>
        <source>Out of service</source>
        <translation>Außer Betrieb</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Cash near you</source>
        <translation>Geld in der Nähe</translation>
    </message>
    <message>
        <source>Ask inside the branch.</source>
        <translation>Fragen Sie in der Filiale.</translation>
    </message>
    <message>
        <source>Machine %1</source>
        <translation>Automat %1</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>It comes back by itself.</source>
        <translation>Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>The machine is starting.</source>
        <translation>Der Automat startet.</translation>
    </message>
    <message>
        <source>No connection to the bank.</source>
        <translation>Keine Verbindung zur Bank.</translation>
    </message>
    <message>
        <source>The card reader needs service.</source>
        <translation>Der Kartenleser ist gestört.</translation>
    </message>
    <message>
        <source>The machine cannot keep its records.</source>
        <translation>Der Automat kann nichts aufzeichnen.</translation>
    </message>
    <message>
        <source>The machine has stopped itself to be safe.</source>
        <translation>Der Automat hat sich zur Sicherheit abgeschaltet.</translation>
    </message>
    <message>
        <source>No secure connection to the bank.</source>
        <translation>Keine sichere Verbindung zur Bank.</translation>
    </message>
    <message>
        <source>The bank does not know this machine.</source>
        <translation>Die Bank kennt diesen Automaten nicht.</translation>
    </message>
</context>
<context>
    <name>kontor::atm::PinChangedScreen</name>
    <message>
        <source>Your PIN is changed</source>
        <translation>Ihre PIN ist geändert</translation>
    </message>
    <message>
        <source>Your PIN</source>
        <translation>Ihre PIN</translation>
    </message>
    <message>
        <source>Use the new one from now on.</source>
        <translation>Ab jetzt gilt die neue PIN.</translation>
    </message>
    <message>
        <source>Your card</source>
        <translation>Ihre Karte</translation>
    </message>
    <message>
        <source>It is in the machine. It is safe.</source>
        <translation>Sie ist sicher im Automaten.</translation>
    </message>
    <message>
        <source>Card back</source>
        <translation>Karte zurück</translation>
    </message>
    <message>
        <source>Other services</source>
        <translation>Etwas anderes</translation>
    </message>
</context>
<context>
    <name>kontor::atm::PinField</name>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Each digit is one sound</source>
        <translation>Jede Ziffer ist ein Ton</translation>
    </message>
</context>
<context>
    <name>kontor::atm::PinScreen</name>
    <message>
        <source>Enter your PIN</source>
        <translation>PIN eingeben</translation>
    </message>
    <message>
        <source>Cover the keys
with your hand.</source>
        <translation>Verdecken Sie die
Tasten mit der Hand.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>A PIN has 4 digits or&#xa0;more.</source>
        <translation>Mindestens 4&#xa0;Ziffern.</translation>
    </message>
    <message>
        <source>Wrong PIN.</source>
        <translation>Falsche PIN.</translation>
    </message>
    <message>
        <source>Enter it once more.</source>
        <translation>Bitte noch einmal.</translation>
    </message>
    <message>
        <source>Last try: then the card stays here.</source>
        <translation>Letzter Versuch, sonst bleibt die Karte hier.</translation>
    </message>
    <message numerus="yes">
        <source>%n try(s) left.</source>
        <translation>
            <numerusform>Noch %n Versuch.</numerusform>
            <numerusform>Noch %n Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your time was over.</source>
        <translation>Die Zeit war um.</translation>
    </message>
    <message>
        <source>Enter your present PIN</source>
        <translation>Bisherige PIN eingeben</translation>
    </message>
    <message>
        <source>Choose a new PIN</source>
        <translation>Neue PIN wählen</translation>
    </message>
    <message>
        <source>Enter the new PIN again</source>
        <translation>Neue PIN wiederholen</translation>
    </message>
    <message>
        <source>Too easy to guess.</source>
        <translation>Zu leicht zu erraten.</translation>
    </message>
    <message>
        <source>The two PINs were not the same.</source>
        <translation>Die beiden PINs waren nicht gleich.</translation>
    </message>
</context>
<context>
    <name>kontor::atm::ProblemScreen</name>
    <message>
        <source>Your money</source>
        <translation>Ihr Geld</translation>
    </message>
    <message>
        <source>Your card</source>
        <translation>Ihre Karte</translation>
    </message>
    <message>
        <source>What next</source>
        <translation>Wie es weitergeht</translation>
    </message>
    <message>
        <source>Card back</source>
        <translation>Karte zurück</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Other amount</source>
        <translation>Anderer Betrag</translation>
    </message>
    <message>
        <source>Other services</source>
        <translation>Etwas anderes</translation>
    </message>
    <message>
        <source>Problem %1</source>
        <translation>Problem %1</translation>
    </message>
    <message>
        <source>Wrong PIN, no tries left</source>
        <translation>Falsche PIN, kein Versuch mehr</translation>
    </message>
    <message>
        <source>This card is blocked</source>
        <translation>Diese Karte ist gesperrt</translation>
    </message>
    <message>
        <source>We cannot show the balance</source>
        <translation>Kontostand nicht abrufbar</translation>
    </message>
    <message>
        <source>Not enough money for %1</source>
        <translation>Zu wenig Guthaben für %1</translation>
    </message>
    <message>
        <source>We could not pay out %1</source>
        <translation>%1 wurden nicht ausgezahlt</translation>
    </message>
    <message>
        <source>This service is not available</source>
        <translation>Das ist gerade nicht möglich</translation>
    </message>
    <message>
        <source>No money was taken from your account.</source>
        <translation>Ihr Konto wurde nicht belastet.</translation>
    </message>
    <message>
        <source>It is in the machine. It is safe.</source>
        <translation>Sie ist sicher im Automaten.</translation>
    </message>
    <message>
        <source>Take your card, on the right.</source>
        <translation>Nehmen Sie rechts Ihre Karte.</translation>
    </message>
    <message>
        <source>The machine keeps it.</source>
        <translation>Der Automat behält sie.</translation>
    </message>
    <message>
        <source>You have your card.</source>
        <translation>Sie haben Ihre Karte.</translation>
    </message>
    <message>
        <source>Choose a smaller amount.</source>
        <translation>Wählen Sie einen kleineren Betrag.</translation>
    </message>
    <message>
        <source>Ask in the branch, with your ID.</source>
        <translation>Fragen Sie in der Filiale, mit Ausweis.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Try another amount.</source>
        <translation>Versuchen Sie einen anderen Betrag.</translation>
    </message>
    <message>
        <source>Try again later, or ask in the branch.</source>
        <translation>Versuchen Sie es später wieder. Oder fragen Sie in der Filiale.</translation>
    </message>
    <message>
        <source>Get cash at %1.</source>
        <translation>Geld gibt es hier: %1.</translation>
    </message>
    <message>
        <source>Your new PIN is not confirmed</source>
        <translation>Die neue PIN ist nicht bestätigt</translation>
    </message>
    <message>
        <source>Try the new PIN first, then the old one.</source>
        <translation>Erst die neue PIN versuchen, dann die alte.</translation>
    </message>
    <message>
        <source>The machine has taken the notes back. Try again.</source>
        <translation>Der Automat hat die Scheine eingezogen. Versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>kontor::atm::ReceiptScreen</name>
    <message>
        <source>Would you like a receipt?</source>
        <translation>Möchten Sie einen Beleg?</translation>
    </message>
    <message>
        <source>On paper</source>
        <translation>Auf Papier</translation>
    </message>
    <message>
        <source>No paper today</source>
        <translation>Heute kein Papier</translation>
    </message>
    <message>
        <source>No receipt</source>
        <translation>Kein Beleg</translation>
    </message>
    <message>
        <source>Go on without</source>
        <translation>Weiter ohne Beleg</translation>
    </message>
    <message>
        <source>Press 3 to hear your receipt.</source>
        <translation>Taste 3 liest den Beleg vor.</translation>
    </message>
</context>
<context>
    <name>kontor::atm::RetractingScreen</name>
    <message>
        <source>The machine takes the notes back</source>
        <translation>Das Geld wird eingezogen</translation>
    </message>
    <message>
        <source>Your money</source>
        <translation>Ihr Geld</translation>
    </message>
    <message>
        <source>The notes were not taken.</source>
        <translation>Die Scheine wurden nicht entnommen.</translation>
    </message>
    <message>
        <source>Your card</source>
        <translation>Ihre Karte</translation>
    </message>
    <message>
        <source>You have your card.</source>
        <translation>Sie haben Ihre Karte.</translation>
    </message>
    <message>
        <source>What next</source>
        <translation>Wie es weitergeht</translation>
    </message>
    <message>
        <source>Still counting the notes.</source>
        <translation>Die Scheine werden noch gezählt.</translation>
    </message>
    <message>
        <source>The notes are being counted.</source>
        <translation>Die Scheine werden gezählt.</translation>
    </message>
</context>
<context>
    <name>kontor::atm::Slips</name>
    <message>
        <source>DEMO – not a real receipt</source>
        <translation>DEMO – kein echter Beleg</translation>
    </message>
    <message>
        <source>Machine %1</source>
        <translation>Automat %1</translation>
    </message>
    <message>
        <source>Cash withdrawal</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Card %1</source>
        <translation>Karte %1</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Kontostand</translation>
    </message>
    <message>
        <source>Reference %1</source>
        <translation>Nummer %1</translation>
    </message>
    <message>
        <source>We are checking your payout</source>
        <translation>Wir prüfen Ihre Auszahlung</translation>
    </message>
    <message>
        <source>Do not repeat it. Keep this number.</source>
        <translation>Nicht noch einmal versuchen. Diese Nummer aufheben.</translation>
    </message>
    <message>
        <source>Ask in the branch</source>
        <translation>Fragen Sie in der Filiale</translation>
    </message>
    <message>
        <source>Help: %1</source>
        <translation>Hilfe: %1</translation>
    </message>
    <message>
        <source>The machine has kept your card.</source>
        <translation>Der Automat hat Ihre Karte einbehalten.</translation>
    </message>
    <message>
        <source>The PIN was wrong too often.</source>
        <translation>Die PIN war zu oft falsch.</translation>
    </message>
    <message>
        <source>It was not taken in time.</source>
        <translation>Sie wurde nicht rechtzeitig genommen.</translation>
    </message>
    <message>
        <source>Ask in the branch, with your ID.</source>
        <translation>Fragen Sie in der Filiale, mit Ausweis.</translation>
    </message>
</context>
<context>
    <name>kontor::atm::SpeechScreen</name>
    <message>
        <source>Speech</source>
        <translation>Vorlesen</translation>
    </message>
    <message>
        <source>Normal speed</source>
        <translation>Normales Tempo</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>Leiser</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Lauter</translation>
    </message>
    <message>
        <source>Show the screen</source>
        <translation>Bildschirm zeigen</translation>
    </message>
    <message>
        <source>Dark screen</source>
        <translation>Bildschirm dunkel</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The star key says everything again. The hash key comes here.</source>
        <translation>Die Sterntaste wiederholt alles. Die Rautetaste führt hierher.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
</context>
<context>
    <name>kontor::atm::TakeCardScreen</name>
    <message>
        <source>Take your card</source>
        <translation>Karte nehmen</translation>
    </message>
    <message>
        <source>Your cash comes next.</source>
        <translation>Ihr Geld kommt danach.</translation>
    </message>
    <message>
        <source>Nothing else follows.</source>
        <translation>Danach sind Sie fertig.</translation>
    </message>
    <message>
        <source>Slot on the right</source>
        <translation>Schlitz rechts</translation>
    </message>
</context>
<context>
    <name>kontor::atm::TakeCashScreen</name>
    <message>
        <source>Take your cash</source>
        <translation>Geld nehmen</translation>
    </message>
    <message>
        <source>Only %1 came. We book only this.</source>
        <translation>Es kamen nur %1. Nur das wird gebucht.</translation>
    </message>
    <message>
        <source>Slot below
the screen</source>
        <translation>Schlitz unter
dem Bildschirm</translation>
    </message>
    <message numerus="yes">
        <source>in %n note(s)</source>
        <translation>
            <numerusform>in %n Schein</numerusform>
            <numerusform>in %n Scheinen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::atm::WorkingScreen</name>
    <message>
        <source>Preparing your %1</source>
        <translation>%1 werden vorbereitet</translation>
    </message>
    <message>
        <source>Amount checked</source>
        <translation>Betrag geprüft</translation>
    </message>
    <message>
        <source>Counting your notes</source>
        <translation>Geld wird gezählt</translation>
    </message>
    <message>
        <source>Your card</source>
        <translation>Ihre Karte</translation>
    </message>
    <message>
        <source>Your cash</source>
        <translation>Ihr Geld</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelling. Your card is safe.</source>
        <translation>Wird abgebrochen. Ihre Karte ist sicher.</translation>
    </message>
    <message>
        <source>Still working.</source>
        <translation>Es dauert noch.</translation>
    </message>
    <message>
        <source>You have your card.</source>
        <translation>Sie haben Ihre Karte.</translation>
    </message>
    <message>
        <source>Still working. Your card is safe.</source>
        <translation>Es dauert noch. Ihre Karte ist sicher.</translation>
    </message>
    <message>
        <source>Your card is safe in the machine.</source>
        <translation>Ihre Karte ist sicher im Automaten.</translation>
    </message>
    <message>
        <source>Bank agreed</source>
        <translation>Bank hat zugestimmt</translation>
    </message>
    <message>
        <source>Asking the bank</source>
        <translation>Bank wird gefragt</translation>
    </message>
    <message>
        <source>Notes counted</source>
        <translation>Geld ist gezählt</translation>
    </message>
    <message>
        <source>Count the notes</source>
        <translation>Geld zählen</translation>
    </message>
    <message>
        <source>Card returned</source>
        <translation>Karte zurückgegeben</translation>
    </message>
    <message>
        <source>Your cash is coming</source>
        <translation>Ihr Geld kommt</translation>
    </message>
</context>
</TS>
