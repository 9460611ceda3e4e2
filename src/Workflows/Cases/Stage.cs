namespace GridCase.Workflows.Cases;

/// <summary>Where a case is on its way (环节).</summary>
public enum Stage
{
    /// <summary>报单: being registered.</summary>
    Intake,

    /// <summary>甄别分级.</summary>
    Triage,

    /// <summary>派单: waiting for a unit, or for the decision on an objection.</summary>
    Dispatch,

    /// <summary>办理.</summary>
    Handling,

    /// <summary>核实.</summary>
    Verification,

    /// <summary>回访.</summary>
    Visit,

    /// <summary>回头看: closed, waiting for the day someone looks whether it stayed solved.</summary>
    LookBack,

    /// <summary>Nothing more is to happen.</summary>
    Ended,
}

/// <summary>What a case is (状态).</summary>
public enum CaseStatus
{
    Open,

    /// <summary>挂起: the clocks stand still.</summary>
    Suspended,

    /// <summary>挂账: cannot be done now, kept in the ledger until struck off.</summary>
    Ledger,

    Closed,
    Withdrawn,
    Refused,

    /// <summary>并案: goes on in another case.</summary>
    Merged,
}

/// <summary>The light on a case (亮灯).</summary>
public enum Light
{
    None,
    Green,
    Yellow,
    Red,
    Purple,
}
