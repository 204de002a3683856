<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>kontor::teller::Chip</name>
    <message numerus="yes">
        <source>%n being checked</source>
        <translation>
            <numerusform>%n being checked</numerusform>
            <numerusform>%n being checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) are here</source>
        <translation>
            <numerusform>%n answer is here</numerusform>
            <numerusform>%n answers are here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::teller::CustomerPage</name>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::teller::MovementsCard</name>
    <message numerus="yes">
        <source>Nothing matches in the %Ln newest movement(s).</source>
        <translation>
            <numerusform>Nothing matches in the newest movement.</numerusform>
            <numerusform>Nothing matches in the %Ln newest movements.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of %Ln movement(s) matches.</source>
        <translation>
            <numerusform>The only movement does not match.</numerusform>
            <numerusform>None of the %Ln movements matches.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the %Ln newest movement(s) were looked through.</source>
        <translation>
            <numerusform>Only the newest movement was looked through.</numerusform>
            <numerusform>Only the %Ln newest movements were looked through.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::teller::HomePage</name>
    <message numerus="yes">
        <source>%n account(s) in all</source>
        <translation>
            <numerusform>%n account in all</numerusform>
            <numerusform>%n accounts in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) match “%1”</source>
        <translation>
            <numerusform>%n customer matches “%1”</numerusform>
            <numerusform>%n customers match “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s) since %1</source>
        <translation>
            <numerusform>%n receipt since %1</numerusform>
            <numerusform>%n receipts since %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n of them in another currency</source>
        <translation>
            <numerusform>%1, %n of them in another currency</numerusform>
            <numerusform>%1, %n of them in other currencies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::teller::OfflineBanner</name>
    <message numerus="yes">
        <source>%n minute(s) old</source>
        <translation>
            <numerusform>%n minute old</numerusform>
            <numerusform>%n minutes old</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::teller::SearchModel</name>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::teller::SetAsideBanner</name>
    <message numerus="yes">
        <source>%n order(s) of an earlier run cannot be read, and may have been recorded. Look at the account before you repeat anything. Kept in %1.</source>
        <translation>
            <numerusform>%n order of an earlier run cannot be read, and may have been recorded. Look at the account before you repeat anything. Kept in %1.</numerusform>
            <numerusform>%n orders of an earlier run cannot be read, and may have been recorded. Look at the accounts before you repeat anything. Kept in %1.</numerusform>
        </translation>
    </message>
</context>
</TS>
