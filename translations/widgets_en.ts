<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>kontor::widgets::AmountText</name>
    <message numerus="yes">
        <source>Amount can have %n decimal place(s), like %1</source>
        <translation>
            <numerusform>Amount can have %n decimal place, like %1</numerusform>
            <numerusform>Amount can have %n decimal places, like %1</numerusform>
        </translation>
    </message>
</context>
</TS>
