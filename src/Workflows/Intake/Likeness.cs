using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Intake;

/// <summary>What another case is to an order (重复件).</summary>
public enum Relation
{
    /// <summary>同一诉求人重复反映: the same caller with the same matter, the earlier case still open.</summary>
    Repeat,

    /// <summary>集中诉求: another caller with the same matter at the same spot.</summary>
    Collective,

    /// <summary>The same caller with the same matter, the earlier case over: whether there is a new fact only a person can say.</summary>
    RepeatOfEnded,

    /// <summary>Something speaks for it, not enough for a rule.</summary>
    Possible,
}

/// <summary>One case that an order is like, and why.</summary>
/// <param name="Head">The case to attach to, or to become a child of.</param>
/// <param name="ByItself">True where the rule joins them without a person.</param>
/// <param name="SameCaller">Whether the caller is the same: where either order is confidential, nobody but the hotline may be told.</param>
public sealed record Likeness(CaseFile Head, Relation Relation, bool ByItself, bool SameCaller, string Why)
{
    /// <summary>True where naming this one would say who a confidential caller is.</summary>
    public bool TellsCallerOf(CaseFile file) => SameCaller && (file.Origin.Confidential || Head.Origin.Confidential);
}
