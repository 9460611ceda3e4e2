using System.Collections.Immutable;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Intake;

/// <summary>What a channel hands in. The door has bounded and parsed it; the rules judge it.</summary>
public sealed record Registration
{
    public required Channel Channel { get; init; }

    /// <summary>The sender's own number, 1 to 128 characters.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Hash of what was sent.</summary>
    public required string ContentHash { get; init; }

    public CaseKind Kind { get; init; } = CaseKind.Help;

    /// <summary>A category as the sender names it; one that the county does not know is kept as text for triage.</summary>
    public string? Category { get; init; }

    public Urgency Urgency { get; init; }

    public string? Title { get; init; }

    public string Text { get; init; } = "";

    public string? Address { get; init; }

    public string? GridCode { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public Caller? Caller { get; init; }

    /// <summary>Keyed hash of the caller's normalised number.</summary>
    public string? CallerKey { get; init; }

    /// <summary>Keyed hash of the normalised address; null where the address names no spot.</summary>
    public string? AddressKey { get; init; }

    public bool Confidential { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>The hotline's own limit.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Ids of attachments.</summary>
    public ImmutableArray<string> Attachments { get; init; } = [];

    /// <summary>Files that the sender keeps, as it named them: one line each. Kept as case text; nothing is fetched.</summary>
    public string? AttachmentLinks { get; init; }

    /// <summary>What the grid worker did on the spot: resolves the case in the same step.</summary>
    public string? HandledOnSite { get; init; }

    /// <summary>The gravest grade that the sender's own rules give, such as a checklist's; null for what the rules propose.</summary>
    public Grade? Grade { get; init; }

    /// <summary>整改期限 of a checklist: takes the place of the policy's finish for the unit.</summary>
    public string? Rectify { get; init; }

    /// <summary>The case of which this is the recurrence.</summary>
    public string? LookBackOf { get; init; }
}

/// <summary>Who called. Identity: kept encrypted, revealed with a reason.</summary>
public sealed record Caller(string? Name, string? Phone, string? IdNumber)
{
    public string? Email { get; init; }
}
