using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Cases.Facts;

/// <summary>先行联系: the citizen was spoken to.</summary>
public sealed record Contacted : Fact;

/// <summary>受理告知: the petitioner was told in writing that the petition is accepted. 信访工作条例; within 15 calendar days of the forwarding.</summary>
public sealed record AcceptanceTold : Fact;

/// <summary>A word on how it goes.</summary>
public sealed record Progressed : Fact;

/// <summary>申请延期, asked before expiry.</summary>
public sealed record ExtensionRequested(string Amount) : Fact;

/// <summary>延期 granted by someone other than the asker; the original due time stays visible.</summary>
/// <param name="Clocks">The clocks that gained the amount.</param>
public sealed record ExtensionGranted(string Amount, IReadOnlyList<string> Clocks) : Fact;

public sealed record ExtensionDenied : Fact;

/// <summary>申请挂起.</summary>
/// <param name="Until">When it is to end by itself.</param>
public sealed record SuspensionRequested(string ReasonCode, DateTimeOffset Until) : Fact;

/// <summary>挂起: the named clocks stand still until then at the latest.</summary>
public sealed record Suspended(string ReasonCode, DateTimeOffset Until, IReadOnlyList<string> Clocks) : Fact;

public sealed record SuspensionDenied : Fact;

/// <summary>恢复: by a person, or by itself when the time is up.</summary>
public sealed record Resumed(bool ByItself) : Fact;

/// <summary>挂账: cannot be done now; reviewed until struck off.</summary>
public sealed record EnteredInLedger(string ReasonCode, IReadOnlyList<string> Clocks) : Fact;

/// <summary>销账: the reason has gone; handling goes on.</summary>
public sealed record StruckOff : Fact;

/// <summary>协办: a helper unit's part, with its own clock.</summary>
public sealed record SubtaskAdded(string SubtaskId, string UnitCode, string? Budget) : Fact;

public sealed record SubtaskCompleted(string SubtaskId) : Fact;

/// <summary>提级 村(社区) → 镇街 → 县区; the citizen's clock runs on.</summary>
public sealed record SteppedUp(string FromUnit, string UnitCode, UnitTier Tier, bool ByItself) : Fact;

/// <summary>督办.</summary>
public sealed record Supervised(string ReasonCode) : Fact;

/// <summary>领导包案: a leader takes the case in hand.</summary>
public sealed record TakenOver(string PersonId) : Fact;

/// <summary>办结 by the unit; on the spot when a grid worker disposed of it while reporting.</summary>
public sealed record Resolved(bool OnSite) : Fact;

/// <summary>答复: the citizen was answered; ends the citizen's clock.</summary>
public sealed record Replied : Fact;
