namespace GridCase.Faults;

/// <summary>What is done to a running county.</summary>
public enum FaultKind
{
    /// <summary><c>kill -9</c>, and started again.</summary>
    Kill,

    /// <summary><c>kill -9</c>, started, and <c>kill -9</c> once more before it is ready.</summary>
    KillInStart,

    /// <summary>Stopped and continued: the machine was busy with something else, or moved to another one.</summary>
    Hold,

    /// <summary>Files cannot grow for a while.</summary>
    DiskFull,

    /// <summary>Somebody else holds the database's write lock for a while.</summary>
    Busy,

    /// <summary>The machine's clock jumps ahead.</summary>
    ClockForward,

    /// <summary>The machine's clock jumps back.</summary>
    ClockBack,

    /// <summary>Nobody listens where notices go.</summary>
    WebhookDown,

    /// <summary>Nobody listens at the hotline.</summary>
    HotlineDown,
}
