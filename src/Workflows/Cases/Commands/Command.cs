using System.Text.Json.Serialization;

namespace GridCase.Workflows.Cases.Commands;

/// <summary>One move of a person on a case. What a person wrote in it goes to the private store, never into a fact.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(Triage), "triage")]
[JsonDerivedType(typeof(Dispatch), "dispatch")]
[JsonDerivedType(typeof(SignOff), "sign-off")]
[JsonDerivedType(typeof(Object), "object")]
[JsonDerivedType(typeof(DecideObjection), "decide-objection")]
[JsonDerivedType(typeof(Arbitrate), "arbitrate")]
[JsonDerivedType(typeof(Contact), "contact")]
[JsonDerivedType(typeof(Progress), "progress")]
[JsonDerivedType(typeof(TellAcceptance), "tell-acceptance")]
[JsonDerivedType(typeof(RequestExtension), "request-extension")]
[JsonDerivedType(typeof(DecideExtension), "decide-extension")]
[JsonDerivedType(typeof(RequestSuspension), "request-suspension")]
[JsonDerivedType(typeof(DecideSuspension), "decide-suspension")]
[JsonDerivedType(typeof(Resume), "resume")]
[JsonDerivedType(typeof(EnterLedger), "ledger")]
[JsonDerivedType(typeof(StrikeOff), "strike-off")]
[JsonDerivedType(typeof(AddSubtask), "add-subtask")]
[JsonDerivedType(typeof(CompleteSubtask), "complete-subtask")]
[JsonDerivedType(typeof(StepUp), "step-up")]
[JsonDerivedType(typeof(Regrade), "regrade")]
[JsonDerivedType(typeof(Refuse), "refuse")]
[JsonDerivedType(typeof(Supervise), "supervise")]
[JsonDerivedType(typeof(TakeOver), "take-over")]
[JsonDerivedType(typeof(Resolve), "resolve")]
[JsonDerivedType(typeof(Verify), "verify")]
[JsonDerivedType(typeof(Visit), "visit")]
[JsonDerivedType(typeof(CloseCase), "close")]
[JsonDerivedType(typeof(Reopen), "reopen")]
[JsonDerivedType(typeof(LookBack), "look-back")]
[JsonDerivedType(typeof(Merge), "merge")]
[JsonDerivedType(typeof(Separate), "separate")]
[JsonDerivedType(typeof(Withdraw), "withdraw")]
[JsonDerivedType(typeof(Comment), "comment")]
public abstract record Command
{
    /// <summary>Guards against a stale page: refused when the case has another version by now.</summary>
    public int? ExpectedVersion { get; init; }

    /// <summary>A remark in free text, up to 2,000 characters; case text, kept in the private store.</summary>
    public string? Remark { get; init; }
}
