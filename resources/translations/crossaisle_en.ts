<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
    <context>
        <name>Acts</name>
        <message numerus="yes">
            <source>Moved {0} to the trash; %Ln runs rely on it</source>
            <translation>
                <numerusform>Moved {0} to the trash; %Ln run relies on it</numerusform>
                <numerusform>Moved {0} to the trash; %Ln runs rely on it</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Moved {0} and its %Ln runs to the trash</source>
            <translation>
                <numerusform>Moved {0} and its %Ln run to the trash</numerusform>
                <numerusform>Moved {0} and its %Ln runs to the trash</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ApartModel</name>
        <message numerus="yes">
            <source>%Ln shoppers</source>
            <translation>
                <numerusform>%Ln shopper</numerusform>
                <numerusform>%Ln shoppers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AssociationsScreen</name>
        <message numerus="yes">
            <source>Spearman's rank correlation of weight and lift over %Ln pairs</source>
            <translation>
                <numerusform>Spearman's rank correlation of weight and lift over %Ln pair</numerusform>
                <numerusform>Spearman's rank correlation of weight and lift over %Ln pairs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n most connected</source>
            <translation>
                <numerusform>%n most connected</numerusform>
                <numerusform>%n most connected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n largest</source>
            <translation>
                <numerusform>%n largest</numerusform>
                <numerusform>%n largest</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>all %Ln categories</source>
            <translation>
                <numerusform>all %Ln category</numerusform>
                <numerusform>all %Ln categories</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CheckPage</name>
        <message numerus="yes">
            <source>%Ln findings</source>
            <translation>
                <numerusform>%Ln finding</numerusform>
                <numerusform>%Ln findings</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CheckStep</name>
        <message numerus="yes">
            <source>%Ln rows</source>
            <translation>
                <numerusform>%Ln row</numerusform>
                <numerusform>%Ln rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CloseDialog</name>
        <message numerus="yes">
            <source>Cancel %n jobs and open</source>
            <translation>
                <numerusform>Cancel %n job and open</numerusform>
                <numerusform>Cancel %n jobs and open</numerusform>
            </translation>
        </message>
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
    </context>
    <context>
        <name>DateQuestion</name>
        <message numerus="yes">
            <source>Times run backwards %Ln times.</source>
            <translation>
                <numerusform>Times run backwards %Ln time.</numerusform>
                <numerusform>Times run backwards %Ln times.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>longest gap %Ln days</source>
            <translation>
                <numerusform>longest gap %Ln day</numerusform>
                <numerusform>longest gap %Ln days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Days</name>
        <message numerus="yes">
            <source>median %n days</source>
            <translation>
                <numerusform>median %n day</numerusform>
                <numerusform>median %n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EmptyTrashDialog</name>
        <message numerus="yes">
            <source>%Ln deletions, {0}. This cannot be undone.</source>
            <translation>
                <numerusform>%Ln deletion, {0}. This cannot be undone.</numerusform>
                <numerusform>%Ln deletions, {0}. This cannot be undone.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExportController</name>
        <message numerus="yes">
            <source>Export %Ln rows</source>
            <translation>
                <numerusform>Export %Ln row</numerusform>
                <numerusform>Export %Ln rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln rows</source>
            <translation>
                <numerusform>%Ln row</numerusform>
                <numerusform>%Ln rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Takes the place of %Ln files that are there</source>
            <translation>
                <numerusform>Takes the place of %Ln file that is there</numerusform>
                <numerusform>Takes the place of %Ln files that are there</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Saved %Ln rows</source>
            <translation>
                <numerusform>Saved %Ln row</numerusform>
                <numerusform>Saved %Ln rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln files</source>
            <translation>
                <numerusform>%Ln file</numerusform>
                <numerusform>%Ln files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln characters written as ?</source>
            <translation>
                <numerusform>%Ln character written as ?</numerusform>
                <numerusform>%Ln characters written as ?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FileCard</name>
        <message numerus="yes">
            <source>%Ln columns</source>
            <translation>
                <numerusform>%Ln column</numerusform>
                <numerusform>%Ln columns</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilesPage</name>
        <message numerus="yes">
            <source>Looking at %Ln files…</source>
            <translation>
                <numerusform>Looking at %Ln file…</numerusform>
                <numerusform>Looking at %Ln files…</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilesStep</name>
        <message numerus="yes">
            <source>%Ln files</source>
            <translation>
                <numerusform>%Ln file</numerusform>
                <numerusform>%Ln files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Findings</name>
        <message numerus="yes">
            <source>%Ln checks passed</source>
            <translation>
                <numerusform>%Ln check passed</numerusform>
                <numerusform>%Ln checks passed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FindingsModel</name>
        <message numerus="yes">
            <source>%Ln checks</source>
            <translation>
                <numerusform>%Ln check</numerusform>
                <numerusform>%Ln checks</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FirstRunView</name>
        <message numerus="yes">
            <source>%Ln files</source>
            <translation>
                <numerusform>%Ln file</numerusform>
                <numerusform>%Ln files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FormModels</name>
        <message numerus="yes">
            <source>%Ln changed</source>
            <translation>
                <numerusform>%Ln changed</numerusform>
                <numerusform>%Ln changed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FormatStep</name>
        <message numerus="yes">
            <source>%Ln lines</source>
            <translation>
                <numerusform>%Ln line</numerusform>
                <numerusform>%Ln lines</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln rows</source>
            <translation>
                <numerusform>%Ln row</numerusform>
                <numerusform>%Ln rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Head</name>
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
        <name>LeakDetail</name>
        <message numerus="yes">
            <source>Export all %Ln rows as CSV</source>
            <translation>
                <numerusform>Export the %Ln row as CSV</numerusform>
                <numerusform>Export all %Ln rows as CSV</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LeaksView</name>
        <message numerus="yes">
            <source>%Ln checks passed</source>
            <translation>
                <numerusform>%Ln check passed</numerusform>
                <numerusform>%Ln checks passed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln checks</source>
            <translation>
                <numerusform>%Ln check</numerusform>
                <numerusform>%Ln checks</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln recommenders</source>
            <translation>
                <numerusform>%Ln recommender</numerusform>
                <numerusform>%Ln recommenders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln leaks</source>
            <translation>
                <numerusform>%Ln leak</numerusform>
                <numerusform>%Ln leaks</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LogPage</name>
        <message numerus="yes">
            <source>%Ln lines</source>
            <translation>
                <numerusform>%Ln line</numerusform>
                <numerusform>%Ln lines</numerusform>
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
            <source>Let go to import %Ln files</source>
            <translation>
                <numerusform>Let go to import %Ln file</numerusform>
                <numerusform>Let go to import %Ln files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Multiples</name>
        <message numerus="yes">
            <source>%Ln more with fewer than 30 shoppers: too few to say anything</source>
            <translation>
                <numerusform>%Ln more with fewer than 30 shoppers: too few to say anything</numerusform>
                <numerusform>%Ln more with fewer than 30 shoppers: too few to say anything</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PairPanel</name>
        <message numerus="yes">
            <source>Open these %Ln shoppers</source>
            <translation>
                <numerusform>Open this %Ln shopper</numerusform>
                <numerusform>Open these %Ln shoppers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReadOut</name>
        <message numerus="yes">
            <source>%Ln more</source>
            <translation>
                <numerusform>%Ln more</numerusform>
                <numerusform>%Ln more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RolesStep</name>
        <message numerus="yes">
            <source>%Ln columns used, </source>
            <translation>
                <numerusform>%Ln column used, </numerusform>
                <numerusform>%Ln columns used, </numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln left aside.</source>
            <translation>
                <numerusform>%Ln left aside.</numerusform>
                <numerusform>%Ln left aside.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RowsStrip</name>
        <message numerus="yes">
            <source>rows in</source>
            <translation>
                <numerusform>row in</numerusform>
                <numerusform>rows in</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>rows out, {0}</source>
            <translation>
                <numerusform>row out, {0}</numerusform>
                <numerusform>rows out, {0}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln left out</source>
            <translation>
                <numerusform>%Ln left out</numerusform>
                <numerusform>%Ln left out</numerusform>
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
        <message numerus="yes">
            <source>items later</source>
            <translation>
                <numerusform>item later</numerusform>
                <numerusform>items later</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln new categories</source>
            <translation>
                <numerusform>%Ln new category</numerusform>
                <numerusform>%Ln new categories</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln categories</source>
            <translation>
                <numerusform>%Ln category</numerusform>
                <numerusform>%Ln categories</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Sight</name>
        <message numerus="yes">
            <source>of %Ln shoppers evaluated</source>
            <translation>
                <numerusform>of %Ln shopper evaluated</numerusform>
                <numerusform>of %Ln shoppers evaluated</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln later purchases in categories new to the shopper.</source>
            <translation>
                <numerusform>%Ln later purchase in a category new to the shopper.</numerusform>
                <numerusform>%Ln later purchases in categories new to the shopper.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SplitPage</name>
        <message numerus="yes">
            <source>of %Ln with a past</source>
            <translation>
                <numerusform>of %Ln with a past</numerusform>
                <numerusform>of %Ln with a past</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SplitStep</name>
        <message numerus="yes">
            <source>%Ln rows</source>
            <translation>
                <numerusform>%Ln row</numerusform>
                <numerusform>%Ln rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Wording</name>
        <message numerus="yes">
            <source>%n baskets</source>
            <translation>
                <numerusform>%n basket</numerusform>
                <numerusform>%n baskets</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shopping days</source>
            <translation>
                <numerusform>%n shopping day</numerusform>
                <numerusform>%n shopping days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Grey: fewer than %n shoppers took this step, and fewer were to be expected.</source>
            <translation>
                <numerusform>Grey: fewer than %n shopper took this step, and fewer were to be expected.</numerusform>
                <numerusform>Grey: fewer than %n shoppers took this step, and fewer were to be expected.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>lift {0}, %Ln shoppers</source>
            <translation>
                <numerusform>lift {0}, %Ln shopper</numerusform>
                <numerusform>lift {0}, %Ln shoppers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Too few to say: %Ln shoppers.</source>
            <translation>
                <numerusform>Too few to say: %Ln shopper.</numerusform>
                <numerusform>Too few to say: %Ln shoppers.</numerusform>
            </translation>
        </message>
    </context>
</TS>
