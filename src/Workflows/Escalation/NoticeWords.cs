using System.Collections.Frozen;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Escalation;

/// <summary>A word in both languages of the county's notices.</summary>
public readonly record struct BothWords(string Zh, string En);

/// <summary>What a notice's purpose and its clock are called where people read them.</summary>
public static class NoticeWords
{
    private static readonly FrozenDictionary<string, BothWords> Purposes = new Dictionary<string, BothWords>
    {
        ["registered"] = new("新案件待受理", "a new case waits for triage"),
        ["dispatched"] = new("案件已派至本单位", "the case was dispatched to your unit"),
        ["arbitration"] = new("退单争议待仲裁", "an objection waits for arbitration"),
        ["objection"] = new("退单待审核", "an objection waits for a decision"),
        ["objection-upheld"] = new("退单成立，请重新派单", "the objection was upheld; dispatch the case anew"),
        ["objection-rejected"] = new("退单未获支持，请继续办理", "the objection was rejected; go on handling"),
        ["extension-asked"] = new("延期申请待审批", "an extension waits for approval"),
        ["extension-granted"] = new("延期已批准", "the extension was granted"),
        ["extension-denied"] = new("延期未批准", "the extension was denied"),
        ["suspension-asked"] = new("挂起申请待审批", "a suspension waits for approval"),
        ["suspended"] = new("案件已挂起", "the case was suspended"),
        ["suspension-denied"] = new("挂起未批准", "the suspension was denied"),
        ["resumed"] = new("案件已恢复计时", "the case runs again"),
        ["urged"] = new("群众催办", "the caller urges"),
        ["supplemented"] = new("群众补充了内容", "the caller added something"),
        ["subtask"] = new("协办任务待办理", "a sub-task for your unit"),
        ["subtask-done"] = new("协办任务已完成", "a sub-task was done"),
        ["supervised"] = new("案件已挂牌督办", "the case is under supervision"),
        ["leader-called"] = new("案件需领导包案", "a leader is called to take the case"),
        ["taken-over"] = new("领导已包案", "a leader took the case over"),
        ["verify"] = new("办理结果待现场核实", "the result waits to be verified on the spot"),
        ["visit"] = new("案件待回访", "the case waits for its return visit"),
        ["rework"] = new("群众不满意，退回重办", "the citizen was not satisfied; handle it again"),
        ["reopened"] = new("案件重新打开", "the case was reopened"),
        ["left-parent"] = new("案件已脱离母案", "the case left its parent case"),
        ["separated"] = new("案件已拆分，单独办理", "the case was separated and goes on alone"),
        ["grid-moved"] = new("网格调整，案件转入本单位", "its grid moved, and the case came to your unit"),
        ["look-back"] = new("案件待回头看", "the case waits for its look-back"),
        ["inspection-opened"] = new("新巡查任务", "inspections to be done"),
        ["warn"] = new("即将到期预警", "it will be due soon"),
        ["due"] = new("已到期", "it fell due"),
        ["test"] = new("渠道测试", "a test of the channel"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, BothWords> Clocks = new Dictionary<ClockKind, BothWords>
    {
        [ClockKind.Dispatch] = new("派单", "dispatch"),
        [ClockKind.SignOff] = new("签收", "sign-off"),
        [ClockKind.FirstContact] = new("先行联系", "first contact"),
        [ClockKind.UnitFinish] = new("单位办结", "the unit's finish"),
        [ClockKind.CitizenFinish] = new("群众时限", "the citizen's finish"),
        [ClockKind.Tier] = new("层级时限", "the tier's limit"),
        [ClockKind.ObjectionDecision] = new("退单审核", "decision of the objection"),
        [ClockKind.Arbitration] = new("仲裁", "arbitration"),
        [ClockKind.Subtask] = new("协办", "sub-task"),
        [ClockKind.Verification] = new("核实", "verification"),
        [ClockKind.Visit] = new("回访", "return visit"),
        [ClockKind.Rework] = new("重办", "rework"),
        [ClockKind.Supervised] = new("督办", "supervision"),
        [ClockKind.LedgerReview] = new("挂账复核", "review of the ledger"),
        [ClockKind.LookBack] = new("回头看", "look-back"),
    }.ToFrozenDictionary(pair => Words.Of(pair.Key), pair => pair.Value);

    /// <summary>The words for a purpose; one that is not known stands as it is written.</summary>
    public static BothWords OfPurpose(string purpose)
    {
        if (Purposes.TryGetValue(purpose, out var words)) return words;
        return MarkName.TryParse(purpose, out var mark) && mark.IsRung
            ? new($"超期第{mark.RungNumber}级督办", $"it is overdue: rung {mark.RungNumber} of the ladder")
            : new(purpose, purpose);
    }

    /// <summary>The words for a clock, <c>subtask:s1</c> among them.</summary>
    public static BothWords OfClock(string clock) => clock == Inspections.SweepClock.Id ? new("巡查", "inspection") : clock == Care.CareNotices.Clock ? new("走访", "care visit") : Clocks.TryGetValue(clock.Split(':')[0], out var words) ? words : new(clock, clock);
}
