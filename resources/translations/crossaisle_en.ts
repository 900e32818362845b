<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
    <context>
        <name>CloseDialog</name>
        <message numerus="yes">
            <source>Cancel %n jobs and close</source>
            <translation>
                <numerusform>Cancel %n job and close</numerusform>
                <numerusform>Cancel %n jobs and close</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CompareScreen</name>
        <message numerus="yes">
            <source>Copied the table: %Ln runs</source>
            <translation>
                <numerusform>Copied the table: %Ln run</numerusform>
                <numerusform>Copied the table: %Ln runs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>mean of %Ln shoppers</source>
            <translation>
                <numerusform>%Ln shopper</numerusform>
                <numerusform>mean of %Ln shoppers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HistoryModel</name>
        <message numerus="yes">
            <source>bought in %n weeks</source>
            <translation>
                <numerusform>bought in %n week</numerusform>
                <numerusform>bought in %n weeks</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message numerus="yes">
            <source>Saved %Ln rows to {0}</source>
            <translation>
                <numerusform>Saved %Ln row to {0}</numerusform>
                <numerusform>Saved %Ln rows to {0}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln more queued</source>
            <translation>
                <numerusform>%Ln more queued</numerusform>
                <numerusform>%Ln more queued</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln runs</source>
            <translation>
                <numerusform>%Ln run</numerusform>
                <numerusform>%Ln runs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ShoppersScreen</name>
        <message numerus="yes">
            <source>%Ln shoppers</source>
            <translation>
                <numerusform>%Ln shopper</numerusform>
                <numerusform>%Ln shoppers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>purchases</source>
            <translation>
                <numerusform>purchase</numerusform>
                <numerusform>purchases</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hits in {0}</source>
            <translation>
                <numerusform>%n hit in {0}</numerusform>
                <numerusform>%n hits in {0}</numerusform>
            </translation>
        </message>
    </context>
</TS>
