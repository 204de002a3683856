<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>kontor::widgets::AmountText</name>
    <message>
        <source>Enter the amount</source>
        <translation>Betrag eingeben</translation>
    </message>
    <message>
        <source>Write the amount in digits, like %1</source>
        <translation>Betrag in Ziffern schreiben, z. B. %1</translation>
    </message>
    <message>
        <source>Amount has a separator in the wrong place; write it like %1</source>
        <translation>Im Betrag steht ein Trennzeichen falsch; z. B. %1 schreiben</translation>
    </message>
    <message numerus="yes">
        <source>Amount can have %n decimal place(s), like %1</source>
        <translation>
            <numerusform>Der Betrag kann %n Nachkommastelle haben, z. B. %1</numerusform>
            <numerusform>Der Betrag kann %n Nachkommastellen haben, z. B. %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Amount must be more than zero</source>
        <translation>Der Betrag muss größer als null sein</translation>
    </message>
    <message>
        <source>Amount must be %1 or less</source>
        <translation>Der Betrag darf höchstens %1 sein</translation>
    </message>
</context>
<context>
    <name>kontor::widgets::Dates</name>
    <message>
        <source>Today, %1</source>
        <translation>Heute, %1</translation>
    </message>
    <message>
        <source>Yesterday, %1</source>
        <translation>Gestern, %1</translation>
    </message>
</context>
<context>
    <name>kontor::widgets::KeyCap</name>
    <message>
        <source>Enter</source>
        <comment>a key</comment>
        <translation>Eingabe</translation>
    </message>
</context>
<context>
    <name>kontor::widgets::LanguageButton</name>
    <message>
        <source>Language: %1</source>
        <translation>Sprache: %1</translation>
    </message>
</context>
<context>
    <name>kontor::widgets::ProblemBox</name>
    <message>
        <source>There is a problem</source>
        <translation>Es gibt ein Problem</translation>
    </message>
</context>
<context>
    <name>kontor::widgets::ReceiptView</name>
    <message>
        <source>Receipt</source>
        <translation>Quittung</translation>
    </message>
</context>
<context>
    <name>kontor::widgets::Ring</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>kontor::widgets::StepChart</name>
    <message>
        <source>No movements to draw</source>
        <translation>Keine Umsätze zu zeichnen</translation>
    </message>
    <message>
        <source>Balance since %1: lowest %2, highest %3, now %4</source>
        <translation>Saldo seit %1: niedrigster %2, höchster %3, jetzt %4</translation>
    </message>
</context>
<context>
    <name>kontor::widgets::Steps</name>
    <message>
        <source>Step %1 of %2, %3</source>
        <translation>Schritt %1 von %2, %3</translation>
    </message>
</context>
</TS>
