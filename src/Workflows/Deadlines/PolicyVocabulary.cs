using System.Collections.Frozen;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines;

/// <summary>The words for the keys and values of a policy document (规则用语). What is not listed is shown as it is written.</summary>
internal static class PolicyVocabulary
{
    public static readonly FrozenDictionary<string, BothWords> Sections = Read(
        """
        rules|规则|rule
        triage|甄别|triage
        extensions|延期|extension
        windows|退单期限|objection window
        suspensions|挂起|suspension
        objection|退单|objection
        reasons|理由|reason
        visit|回访|return visit
        scale|等级|level
        lookBack|回头看|look-back
        ledger|挂账|ledger
        duplicates|重复件|duplicates
        emergencyWords|危险词|word of danger
        refusals|不予受理|refusal
        petition|信访|petition
        review|复查|review
        recheck|复核|recheck
        mediation|人民调解|mediation
        disputeGrades|纠纷等级|dispute grade
        whistles|吹哨|whistle
        inspection|巡查走访|inspection
        places|场所|place
        people|人员|people
        mobile|手机端|phone app
        marks|预警|marks
        notices|通知汇总|notices
        ladders|阶梯|ladder
        climbs|所用阶梯|climbs
        presets|模板|preset
        """);

    public static readonly FrozenDictionary<string, BothWords> Fields = Read(
        """
        id|编号|id
        title|名称|title
        source|依据|source
        note|说明|note
        when|适用范围|applies to
        budget|时限|budget
        endOfDay|截止时点|end of day
        marks|预警|marks
        warnDaysLeft|提前预警工作日数|warn at working days left
        warnPercentUsed|预警已用百分比|warn at percent used
        warn|预警通知|at warning tell
        due|到期通知|when due tell
        audience|通知|tell
        offset|超期|after
        urgent|紧急（不等办公时间）|urgent
        acknowledgeWithin|确认时限|acknowledge within
        channels|渠道|channels
        ladder|阶梯|ladder
        clocks|时限种类|clocks
        grade|等级|grade
        times|次数|times
        max|最长|at most
        upToBudget|不超过原时限|no longer than the budget
        approver|批准人|approver
        cause|原因|cause
        maxLength|最长|at most
        maxReturns|退单次数上限|returns before arbitration
        adjudicatedUnitMayReturn|裁定单位可再退单|named unit may return again
        window|时间|window
        atMost|最长|at most
        percentOfFinish|办结时限百分比|percent of finish
        longFinishOver|长时限界线|long finish over
        longWindow|长时限退单期限|long window
        attempts|次数|attempts
        minGap|最小间隔|smallest gap
        minDays|分布天数|over days
        eveningFrom|晚间起点|evening from
        hotlineSilence|热线未回访|hotline silent for
        bad|差评等级|levels that mean dissatisfied
        reworkOnBad|差评重办次数|reworks before supervision
        order|顺序|order
        after|时间|after
        onSiteSamplePercent|现场办结抽查百分比|sample of on-site disposals in percent
        reviewEvery|复核周期|review every
        sameCallerWindow|同一来电人期限|same caller within
        samePlaceWindow|同一地点期限|same place within
        placeMetres|同一地点距离（米）|same place within metres
        superviseFromCallers|督办起点（来电人数）|supervise from callers
        superviseFromRepeats|督办起点（催办次数）|supervise from urgings
        auto|自动|automatic
        word|词|word
        call|拨打|call
        zh|中文|Chinese
        en|英文|English
        pathZh|法定途径（中文）|legal path in Chinese
        pathEn|法定途径（英文）|legal path in English
        accept|受理|accept
        return|退回|return
        ask|提出|ask within
        decide|决定|decide within
        excludesHearing|不计听证|leaves out the hearing
        limit|时限|limit
        confirmWithin|司法确认期限|judicial confirmation within
        confirmRemindAt|司法确认提醒|remind of confirmation at
        revisitAt|回访时间|revisit at
        respond|报到|report in
        onSite|到场|on site
        plan|方案|plan
        finish|办结|finish
        every|周期|every
        eventVisit|事件走访|visit after an event
        worseAfterUnfixed|未整改升级次数|worse after unfixed
        betterAfterClean|合格降级次数|better after clean
        code|代码|code
        trackOnlyInEmergencies|仅应急时定位|track only in emergencies
        photoOnlyWhereRequired|仅必要时拍照|photo only where required
        pointsRanking|积分排名|points ranking
        checkIn|打卡|check-in
        digestOver|逐条发送上限|one by one up to
        """);

    public static readonly FrozenDictionary<string, BothWords> Values = Read(
        """
        L1|特急|emergency
        L2|紧急|urgent
        L3|一般|general
        L4|复杂|complex
        consult|咨询|consultation
        help|求助|help
        complaint|投诉|complaint
        report|举报|report
        suggest|建议|suggestion
        hotline|热线|hotline
        grid|网格上报|grid report
        inspection|巡查|inspection
        window|窗口|counter
        petition|信访|petition
        police|警情|police alert
        public|群众自报|public report
        open311|Open311|Open311
        look-back|回头看|look-back
        village|村（社区）|village
        town|镇街|town
        county|县区|county
        normal|普通|normal
        urgent|紧急|urgent
        emergency|特急|emergency
        close|下班|close of office
        midnight|24:00|midnight
        same-time|同一时刻|the same time of day
        none|不设|none
        citizen|群众原因|caused by the citizen
        statutory|法定程序|required by law
        other|其他|other
        holder|承办人|the holder
        unit-clerk|单位经办人|unit clerk
        unit-duty-lead|单位值班负责人|unit duty lead
        unit-deputy-head|单位分管负责人|unit deputy head
        unit-head|单位主要负责人|unit head
        grid-worker|网格员|grid worker
        village-cadre|村干部|village cadre
        resident-cadre|驻村干部|resident cadre
        department-lead|职能部门负责人|department lead
        area-lead|片区负责人|area lead
        town-lead|镇街领导|town lead
        county-lead|县区领导|county lead
        centre-dispatcher|综治中心派单员|centre dispatcher
        centre-duty-lead|综治中心值班长|centre duty lead
        centre-head|综治中心主任|centre head
        hotline-operator|热线话务员|hotline operator
        """);

    private static FrozenDictionary<string, BothWords> Read(string table) =>
        table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split('|')).ToFrozenDictionary(line => line[0], line => new BothWords(line[1], line[2]));
}
