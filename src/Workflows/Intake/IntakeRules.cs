using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Intake;

/// <summary>报单: judges what a channel hands in and writes the first facts of a case. Pure.</summary>
public static class IntakeRules
{
    /// <summary>The category of a case whose sender named none that the county knows; triage finds the right one.</summary>
    public const string Unclassified = "unclassified";

    private static readonly TimeSpan ClockSkew = PhoneClock.Skew;
    private static readonly TimeSpan Oldest = PhoneClock.Oldest;

    /// <summary>The first facts: registered; and for what a grid worker disposed of on the spot also triaged, resolved, verified and closed.</summary>
    public static Decision Register(string caseId, Registration registration, DecisionContext context)
    {
        if (Misfit(registration, context) is { } misfit) return misfit;
        var category = registration.Category is { } named ? context.Directory.Category(named) : null;
        var policy = context.Policies.PolicyAt(context.Now);
        var hasCitizen = registration.Channel is not (Channel.Grid or Channel.Inspection or Channel.LookBack);
        var doubtful = PhoneClock.Doubts(registration.ObservedAt, context.Now);
        var registered = new Registered(
            CaseIds.CodeOf(context.Directory.Code, context.Now, caseId),
            registration.Channel,
            registration.ExternalId,
            registration.ContentHash,
            registration.Kind,
            category?.Code ?? Unclassified,
            registration.Urgency,
            GradeOf(registration, category?.Code, context),
            registration.GridCode is { } grid ? context.Directory.GridNow(grid)!.Code : null,
            registration.Latitude,
            registration.Longitude,
            registration.ReceivedAt.ToOffset(ChinaTime.Offset),
            doubtful ? null : registration.ObservedAt?.ToOffset(ChinaTime.Offset),
            registration.DueAt?.ToOffset(ChinaTime.Offset),
            hasCitizen,
            hasCitizen && !string.IsNullOrWhiteSpace(registration.Caller?.Phone),
            registration.CallerKey,
            registration.Confidential,
            category is not null && context.Directory.IsSatisfactionExempt(category.Code),
            registration.Attachments,
            registration.LookBackOf,
            policy.Version,
            context.Policies.CalendarAt(context.Now).Version)
        {
            RuleChange = context.Policies.ChangeNumberAt(context.Now),
            Rectify = registration.Rectify,
            DoubtfulObservedAt = doubtful ? registration.ObservedAt?.ToOffset(ChinaTime.Offset) : null,
            AddressKey = registration.AddressKey,
        };
        var first = Texts.With(
            registered,
            ("title", registration.Title),
            ("text", registration.Text),
            ("address", registration.Address),
            ("category", category is null ? registration.Category : null),
            (IdentityFields.CallerName, registration.Caller?.Name),
            (IdentityFields.CallerPhone, registration.Caller?.Phone),
            (IdentityFields.CallerIdNumber, registration.Caller?.IdNumber),
            (IdentityFields.CallerEmail, registration.Caller?.Email),
            (MaskedIdentity.Name, MaskedIdentity.OfName(registration.Caller?.Name)),
            (MaskedIdentity.Phone, MaskedIdentity.OfPhone(registration.Caller?.Phone)),
            (MaskedIdentity.IdNumber, MaskedIdentity.OfIdNumber(registration.Caller?.IdNumber)),
            ("attachment-links", registration.AttachmentLinks));
        if (registration.HandledOnSite is not null) return OnSite(first, registered, registration, caseId, policy);
        // A person confirms what the rules propose, unless the rule says auto (design §5).
        return policy.Triage(registered.Channel, registered.Kind, registered.Category, registered.Urgency).Auto ? Decision.Of(first, Confirmed(registered)) : Decision.Of(first);
    }

    /// <summary>Answers an order whose case exists already.</summary>
    public static DeskAnswer Repeat(Registration registration, CaseFile existing) =>
        existing.Origin.ContentHash == registration.ContentHash
            ? DeskAnswer.Done(existing, false)
            : DeskAnswer.Refused(existing, new(RefusalKind.Conflict, "order-conflict", "An order of this number was received before with other content; send changes as a supplement."));

    private static Decision? Misfit(Registration registration, DecisionContext context)
    {
        if (registration.GridCode is { } grid && context.Directory.GridNow(grid) is null) return Decision.Inconsistent("unknown-grid", $"The county has no grid {grid}.");
        if (registration.ReceivedAt > context.Now + ClockSkew) return Decision.Inconsistent("received-in-future", "receivedAt lies in the future.");
        if (registration.ReceivedAt < context.Now - Oldest) return Decision.Inconsistent("received-too-long-ago", "receivedAt lies more than a year back.");
        return registration.DueAt <= registration.ReceivedAt ? Decision.Inconsistent("due-before-received", "dueAt is not after receivedAt.") : null;
    }

    /// <summary>The gravest of what the rules propose, what the category says, and what a word of danger in the text means. L1 is the gravest; L4 is never proposed.</summary>
    private static Grade GradeOf(Registration registration, string? category, DecisionContext context)
    {
        var policy = context.Policies.PolicyAt(context.Now);
        if (policy.EmergencyIn(registration.Text) is not null || (registration.Title is { } title && policy.EmergencyIn(title) is not null)) return Grade.L1;
        var proposed = registration.Grade ?? policy.Triage(registration.Channel, registration.Kind, category ?? Unclassified, registration.Urgency).Grade;
        return category is not null && context.Directory.DefaultGrade(category) is { } grade && grade < proposed ? grade : proposed;
    }

    private static Triaged Confirmed(Registered registered) =>
        new(registered.Kind, registered.Category, registered.Grade, registered.GridCode, registered.SatisfactionExempt, true);

    /// <summary>Report and resolution in one step. The worker's own word closes it; a look-back samples such cases. Design §5.</summary>
    private static Decision OnSite(DecidedFact first, Registered registered, Registration registration, string caseId, Policy policy)
    {
        var facts = ImmutableArray.Create(
            first,
            Confirmed(registered),
            Texts.With(new Resolved(true), ("text", registration.HandledOnSite)),
            new Verified(true),
            new VisitSkipped(),
            new ClosedCase("on-site", LookBackSample.Wants(policy.LookBack, caseId, true)));
        return new(facts, null);
    }
}
