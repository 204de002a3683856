<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>kontor::client::ApiError</name>
    <message numerus="yes">
        <source>The PIN is wrong. %n tries left.</source>
        <translation>
            <numerusform>The PIN is wrong. %n try left.</numerusform>
            <numerusform>The PIN is wrong. %n tries left.</numerusform>
        </translation>
    </message>
</context>
</TS>
