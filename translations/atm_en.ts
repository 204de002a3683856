<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>kontor::atm::DevicePanel</name>
    <message numerus="yes">
        <source>cash: %n note(s)</source>
        <translation>
            <numerusform>cash: %n note</numerusform>
            <numerusform>cash: %n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::atm::MoreTimeScreen</name>
    <message numerus="yes">
        <source>%n second(s) left.</source>
        <translation>
            <numerusform>%n second left.</numerusform>
            <numerusform>%n seconds left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::atm::NotesScreen</name>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::atm::PinScreen</name>
    <message numerus="yes">
        <source>%n try(s) left.</source>
        <translation>
            <numerusform>%n try left.</numerusform>
            <numerusform>%n tries left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::atm::TakeCashScreen</name>
    <message numerus="yes">
        <source>in %n note(s)</source>
        <translation>
            <numerusform>in %n note</numerusform>
            <numerusform>in %n notes</numerusform>
        </translation>
    </message>
</context>
</TS>
