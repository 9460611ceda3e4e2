namespace GridCase.Local.Replay.People;

/// <summary>What a person does next with a case.</summary>
public enum Step
{
    Triage,
    Dispatch,
    SignOff,
    Object,
    DecideObjection,
    Arbitrate,
    Contact,
    Progress,
    RequestExtension,
    DecideExtension,
    RequestSuspension,
    DecideSuspension,
    Resume,
    EnterLedger,
    StrikeOff,
    CompleteSubtask,
    TakeOver,
    Resolve,
    Verify,
    Visit,
    Close,
    LookBack,

    /// <summary>Nobody acts; the case moves by itself by then, and is looked at again.</summary>
    LookAgain,
}

/// <summary>A step and when it is taken.</summary>
public sealed record PlannedStep(DateTimeOffset At, Step Step);
