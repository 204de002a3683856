<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>kontor::client::ApiError</name>
    <message>
        <source>The server does not answer to this address. Check it, or tell the operator.</source>
        <translation>Unter dieser Adresse antwortet der Server nicht. Adresse prüfen oder den Betreiber verständigen.</translation>
    </message>
    <message>
        <source>The server is busy. Nothing was recorded. Try again in a moment.</source>
        <translation>Der Server ist ausgelastet. Es wurde nichts gebucht. Gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The server does not know this function. Check that both have the same version.</source>
        <translation>Der Server kennt diese Funktion nicht. Prüfen, ob beide dieselbe Version haben.</translation>
    </message>
    <message>
        <source>The server cannot use one of the entries. Check them and try again.</source>
        <translation>Der Server kann eine der Angaben nicht verwenden. Angaben prüfen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Sign in first, then try again.</source>
        <translation>Zuerst anmelden, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Your role may not do this. Ask a supervisor.</source>
        <translation>Mit Ihrer Rolle ist das nicht erlaubt. Die Leitung fragen.</translation>
    </message>
    <message>
        <source>This card is blocked. A new card can be issued at the counter.</source>
        <translation>Diese Karte ist gesperrt. Am Schalter gibt es eine neue.</translation>
    </message>
    <message>
        <source>The time for this card is over. Enter the PIN again.</source>
        <translation>Die Zeit für diese Karte ist abgelaufen. Die PIN noch einmal eingeben.</translation>
    </message>
    <message>
        <source>Too many requests at once. Nothing was recorded. Try again in a minute.</source>
        <translation>Zu viele Anfragen auf einmal. Es wurde nichts gebucht. In einer Minute noch einmal versuchen.</translation>
    </message>
    <message>
        <source>There is no such account. Check the number.</source>
        <translation>Dieses Konto gibt es nicht. Die Nummer prüfen.</translation>
    </message>
    <message>
        <source>There is no such customer. Search by name or CPF.</source>
        <translation>Diesen Kunden gibt es nicht. Nach Name oder CPF suchen.</translation>
    </message>
    <message>
        <source>This hold no longer exists.</source>
        <translation>Diese Vormerkung gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>The bank does not know this card.</source>
        <translation>Die Bank kennt diese Karte nicht.</translation>
    </message>
    <message>
        <source>The bank does not know this withdrawal.</source>
        <translation>Die Bank kennt diese Auszahlung nicht.</translation>
    </message>
    <message>
        <source>Something else has this receipt number. Nothing new was recorded. Start again.</source>
        <translation>Diese Belegnummer gehört zu etwas anderem. Es wurde nichts Neues gebucht. Neu beginnen.</translation>
    </message>
    <message>
        <source>This was done before. Its answer is secret and is shown once only.</source>
        <translation>Das ist bereits geschehen. Die Antwort ist geheim und wird nur einmal gezeigt.</translation>
    </message>
    <message>
        <source>The account changed while you were working. Check it and confirm again.</source>
        <translation>Das Konto hat sich inzwischen geändert. Prüfen und erneut bestätigen.</translation>
    </message>
    <message>
        <source>The amount has too many decimal places for this currency.</source>
        <translation>Der Betrag hat zu viele Nachkommastellen für diese Währung.</translation>
    </message>
    <message>
        <source>Enter an amount above zero.</source>
        <translation>Einen Betrag über null eingeben.</translation>
    </message>
    <message>
        <source>The amount is above the limit for one deposit. Enter a smaller amount.</source>
        <translation>Der Betrag liegt über der Grenze für eine Einzahlung. Einen kleineren Betrag eingeben.</translation>
    </message>
    <message>
        <source>The name needs 3 to 100 letters, without special characters.</source>
        <translation>Der Name braucht 3 bis 100 Buchstaben, ohne Sonderzeichen.</translation>
    </message>
    <message>
        <source>The CPF does not add up. Compare its 11 digits with the document.</source>
        <translation>Die Prüfziffern der CPF stimmen nicht. Die 11 Ziffern mit dem Ausweis vergleichen.</translation>
    </message>
    <message>
        <source>The purpose can have up to 140 characters on one line.</source>
        <translation>Der Verwendungszweck kann bis zu 140 Zeichen in einer Zeile haben.</translation>
    </message>
    <message>
        <source>There is an account with this CPF already. Search for the CPF to find it.</source>
        <translation>Mit dieser CPF gibt es schon ein Konto. Es lässt sich über die CPF finden.</translation>
    </message>
    <message>
        <source>There is an account with this number already.</source>
        <translation>Ein Konto mit dieser Nummer gibt es schon.</translation>
    </message>
    <message>
        <source>The account number does not add up. Compare it with the customer&apos;s papers.</source>
        <translation>Die Prüfziffer der Kontonummer stimmt nicht. Mit den Unterlagen vergleichen.</translation>
    </message>
    <message>
        <source>This was recorded before. Look it up before you go on.</source>
        <translation>Das ist bereits gebucht. Vor dem Weitermachen nachsehen.</translation>
    </message>
    <message>
        <source>The account is kept in another currency.</source>
        <translation>Das Konto wird in einer anderen Währung geführt.</translation>
    </message>
    <message>
        <source>This account is closed. It must be restored before anything else.</source>
        <translation>Dieses Konto ist geschlossen. Es muss zuerst wiederhergestellt werden.</translation>
    </message>
    <message>
        <source>This account is not closed.</source>
        <translation>Dieses Konto ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>This account is not active. Activate it before money can move.</source>
        <translation>Dieses Konto ist nicht aktiv. Vor jeder Buchung muss es aktiviert werden.</translation>
    </message>
    <message>
        <source>Both accounts are the same. Choose another account to receive the money.</source>
        <translation>Beide Konten sind dasselbe. Ein anderes Empfängerkonto wählen.</translation>
    </message>
    <message>
        <source>The account has too little available. Enter a smaller amount.</source>
        <translation>Auf dem Konto ist zu wenig verfügbar. Einen kleineren Betrag eingeben.</translation>
    </message>
    <message>
        <source>The balance would become larger than this bank can keep. Enter a smaller amount.</source>
        <translation>Der Saldo würde größer, als diese Bank führen kann. Einen kleineren Betrag eingeben.</translation>
    </message>
    <message>
        <source>The balance must be zero first. Pay out or transfer what is left.</source>
        <translation>Der Saldo muss erst null sein. Den Rest auszahlen oder überweisen.</translation>
    </message>
    <message>
        <source>Some money is still on hold. Wait until it is settled or released.</source>
        <translation>Ein Teil des Geldes ist noch vorgemerkt. Warten, bis er gebucht oder freigegeben ist.</translation>
    </message>
    <message>
        <source>This account has as many holds as it can have.</source>
        <translation>Dieses Konto hat so viele Vormerkungen, wie es haben kann.</translation>
    </message>
    <message>
        <source>The hold cannot be used for this any more.</source>
        <translation>Die Vormerkung lässt sich dafür nicht mehr verwenden.</translation>
    </message>
    <message>
        <source>Choose a PIN of 4 to 12 digits that is hard to guess.</source>
        <translation>Eine PIN aus 4 bis 12 Ziffern wählen, die schwer zu erraten ist.</translation>
    </message>
    <message>
        <source>The notes do not add up to the amount.</source>
        <translation>Die Scheine ergeben nicht den Betrag.</translation>
    </message>
    <message>
        <source>This withdrawal was cancelled before.</source>
        <translation>Diese Auszahlung wurde bereits abgebrochen.</translation>
    </message>
    <message>
        <source>This withdrawal is settled already.</source>
        <translation>Diese Auszahlung ist bereits abgeschlossen.</translation>
    </message>
    <message>
        <source>The server is catching up. Try again in a moment.</source>
        <translation>Der Server holt gerade auf. Gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The server&apos;s disk is full. Nothing was recorded. Tell the operator.</source>
        <translation>Die Festplatte des Servers ist voll. Es wurde nichts gebucht. Den Betreiber verständigen.</translation>
    </message>
    <message>
        <source>The server is starting or stopping. Nothing was recorded. Try again in a moment.</source>
        <translation>Der Server startet oder stoppt gerade. Es wurde nichts gebucht. Gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Something went wrong on the server. Tell the operator if it happens again.</source>
        <translation>Auf dem Server ist etwas schiefgegangen. Bei Wiederholung den Betreiber verständigen.</translation>
    </message>
    <message numerus="yes">
        <source>The PIN is wrong. %n tries left.</source>
        <translation>
            <numerusform>Die PIN ist falsch. Noch %n Versuch.</numerusform>
            <numerusform>Die PIN ist falsch. Noch %n Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>The PIN is wrong.</source>
        <translation>Die PIN ist falsch.</translation>
    </message>
    <message>
        <source>We are checking if this was recorded. Do not repeat it and do not hand out cash.</source>
        <translation>Wir prüfen, ob dies gebucht wurde. Nicht wiederholen und kein Geld ausgeben.</translation>
    </message>
    <message>
        <source>No connection to the bank server. Nothing new was recorded.</source>
        <translation>Keine Verbindung zum Bankserver. Es wurde nichts Neues gebucht.</translation>
    </message>
    <message>
        <source>The answer is not from a bank server. Check the server&apos;s address in the settings.</source>
        <translation>Die Antwort kommt nicht von einem Bankserver. Die Serveradresse in den Einstellungen prüfen.</translation>
    </message>
    <message>
        <source>This computer cannot write to its disk. Nothing was sent.</source>
        <translation>Dieser Rechner kann nicht auf seine Festplatte schreiben. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>No money may leave this account. Ask a supervisor about the order.</source>
        <translation>Von diesem Konto darf kein Geld abgehen. Die Leitung nach der Anordnung fragen.</translation>
    </message>
    <message>
        <source>No money may come to this account. Ask a supervisor about the order.</source>
        <translation>Auf dieses Konto darf kein Geld eingehen. Die Leitung nach der Anordnung fragen.</translation>
    </message>
    <message>
        <source>User or password is not right. Check both; more tries need a longer wait.</source>
        <translation>Benutzer oder Passwort stimmt nicht. Beides prüfen; mehr Versuche brauchen eine längere Pause.</translation>
    </message>
    <message>
        <source>Your session is over. Sign in again.</source>
        <translation>Ihre Sitzung ist beendet. Melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>The bank server does not answer. What was asked for comes when it is back.</source>
        <translation>Der Bankserver antwortet nicht. Das Angefragte wird nachgeladen, sobald er wieder da ist.</translation>
    </message>
</context>
<context>
    <name>kontor::client::Distrust</name>
    <message>
        <source>This computer does not trust the server&apos;s certificate. Nothing was sent. Tell the operator.</source>
        <translation>Dieser Computer vertraut dem Zertifikat des Servers nicht. Es wurde nichts gesendet. Den Betreiber verständigen.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is for another address than this one. Nothing was sent. Check the address.</source>
        <translation>Das Zertifikat des Servers gilt für eine andere Adresse als diese. Es wurde nichts gesendet. Adresse prüfen.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has run out, or this computer&apos;s clock is wrong. Nothing was sent. Tell the operator.</source>
        <translation>Das Zertifikat des Servers ist abgelaufen, oder die Uhr dieses Computers geht falsch. Es wurde nichts gesendet. Den Betreiber verständigen.</translation>
    </message>
    <message>
        <source>The server does not speak encrypted at this address. Nothing was sent. Check the address.</source>
        <translation>Unter dieser Adresse spricht der Server nicht verschlüsselt. Es wurde nichts gesendet. Adresse prüfen.</translation>
    </message>
</context>
</TS>
