namespace GridCase.Workflows.Deadlines;

/// <summary>The clocks that may run on a case; several run at once. Design §5.</summary>
public enum ClockKind
{
    /// <summary>派单: Registered → Dispatched.</summary>
    Dispatch,

    /// <summary>签收: Dispatched → SignedOff. Starts at dispatch, never at sign-off.</summary>
    SignOff,

    /// <summary>先行联系: Dispatched → Contacted.</summary>
    FirstContact,

    /// <summary>单位办结: Dispatched → Resolved; restarts on re-dispatch to another unit.</summary>
    UnitFinish,

    /// <summary>群众时限: receivedAt → Replied.</summary>
    CitizenFinish,

    /// <summary>层级时限: the tier's own limit in a dispute; when it is due the case steps up by itself (四级七天).</summary>
    Tier,

    /// <summary>退单裁定: Objected → decided.</summary>
    ObjectionDecision,

    /// <summary>仲裁: third objection → arbitrated.</summary>
    Arbitration,

    /// <summary>协办: a helper unit's sub-task.</summary>
    Subtask,

    /// <summary>核实: Resolved → Verified.</summary>
    Verification,

    /// <summary>回访: Verified → Visited.</summary>
    Visit,

    /// <summary>重办: failed visit → Resolved again.</summary>
    Rework,

    /// <summary>督办: under supervision → Resolved.</summary>
    Supervised,

    /// <summary>挂账复核: in the ledger → looked at again.</summary>
    LedgerReview,

    /// <summary>回头看: Closed → LookedBack.</summary>
    LookBack,
}
