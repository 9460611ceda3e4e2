using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using GridCase.Api.Requests;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Intake;

/// <summary>What orders of every channel have. Fields beyond these are passed over.</summary>
public abstract record OrderDocument
{
    /// <summary>The sender's own number; within its channel the same number is the same case for ever.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{1,64}$", ErrorMessage = "1 to 64 letters, digits, dots, underscores and hyphens.")]
    public virtual string? OrderNo { get; init; }

    /// <summary>When the sender received it: the citizen's clock starts here.</summary>
    public virtual DateTimeOffset? ReceivedAt { get; init; }

    [Required]
    public CaseKind? Kind { get; init; }

    /// <summary>A category of the county's list; any other word is kept for triage.</summary>
    [StringLength(80, MinimumLength = 1)]
    public string? Category { get; init; }

    public Urgency? Urgency { get; init; }

    [StringLength(200)]
    public string? Title { get; init; }

    [Required, StringLength(4000, MinimumLength = 1)]
    public string? Text { get; init; }

    [StringLength(300)]
    public string? Address { get; init; }

    /// <summary>15 digits.</summary>
    [RegularExpression("^[0-9]{15}$", ErrorMessage = "15 digits.")]
    public string? GridCode { get; init; }

    [Range(-90.0, 90.0)]
    public double? Lat { get; init; }

    [Range(-180.0, 180.0)]
    public double? Lon { get; init; }

    public CallerDocument? Caller { get; init; }

    /// <summary>The caller wishes to stay unknown to everybody but the hotline.</summary>
    public bool? Confidential { get; init; }

    /// <summary>The hotline's own limit; replaces the citizen's clock.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Files that the sender keeps; named in the case, never fetched.</summary>
    [MaxLength(10)]
    public IReadOnlyList<LinkedFile>? Attachments { get; init; }
}

/// <summary>An order of the 12345 hotline.</summary>
public sealed record HotlineOrder : OrderDocument
{
    /// <inheritdoc/>
    [Required, RegularExpression("^[A-Za-z0-9._-]{1,64}$", ErrorMessage = "1 to 64 letters, digits, dots, underscores and hyphens.")]
    public override string? OrderNo { get; init; }

    /// <inheritdoc/>
    [Required]
    public override DateTimeOffset? ReceivedAt { get; init; }
}

/// <summary>Who called.</summary>
public sealed record CallerDocument
{
    [StringLength(60, MinimumLength = 1)]
    public string? Name { get; init; }

    [RegularExpression("^[+]?[0-9][0-9 ()-]{2,28}[0-9]$", ErrorMessage = "4 to 31 digits, with +, blanks, brackets and hyphens between.")]
    public string? Phone { get; init; }

    [RegularExpression("^[0-9A-Za-z()-]{5,30}$", ErrorMessage = "5 to 30 letters and digits.")]
    public string? IdNumber { get; init; }
}

/// <summary>A file somewhere else.</summary>
public sealed record LinkedFile
{
    [Required, StringLength(200, MinimumLength = 1)]
    public string? Name { get; init; }

    [StringLength(100)]
    public string? ContentType { get; init; }

    [Required, StringLength(1000, MinimumLength = 1), RegularExpression("^https?://[^\\s]+$", ErrorMessage = "an http or https address.")]
    public string? Url { get; init; }
}

/// <summary>An order of another channel: the counter, petitions, police alerts, the public.</summary>
public sealed record IntakeDocument : OrderDocument
{
    /// <summary>window, petition, police or public.</summary>
    [Required]
    public Channel? Channel { get; init; }

    /// <summary>Ids of files uploaded before, or <c>key:…</c> with the Idempotency-Key of an upload that may still come.</summary>
    [MaxLength(10)]
    public IReadOnlyList<string>? AttachmentIds { get; init; }
}

/// <summary>A grid worker's report.</summary>
public sealed record ReportDocument
{
    [Required]
    public CaseKind? Kind { get; init; }

    [Required, StringLength(80, MinimumLength = 1)]
    public string? Category { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public string? Title { get; init; }

    [Required, StringLength(4000, MinimumLength = 1)]
    public string? Text { get; init; }

    [Required, RegularExpression("^[0-9]{15}$", ErrorMessage = "15 digits.")]
    public string? GridCode { get; init; }

    [Range(-90.0, 90.0)]
    public double? Lat { get; init; }

    [Range(-180.0, 180.0)]
    public double? Lon { get; init; }

    /// <summary>
    /// When it was seen, by the phone's clock. Kept; the receipt starts the clocks. One that cannot be, in the future or more than a year back, does not count as an
    /// observed time: the report is taken all the same, and the time stands in it as doubtful.
    /// </summary>
    [Required, JsonConverter(typeof(PhoneInstantConverter))]
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>What was done on the spot: resolves the case in the same step.</summary>
    public OnSiteDocument? HandledOnSite { get; init; }

    /// <summary>Ids of files uploaded before, or <c>key:…</c> with the Idempotency-Key of an upload that may still come.</summary>
    [MaxLength(10)]
    public IReadOnlyList<string>? AttachmentIds { get; init; }

    [StringLength(300)]
    public string? Address { get; init; }

    public Urgency? Urgency { get; init; }
}

public sealed record OnSiteDocument
{
    [Required, StringLength(4000, MinimumLength = 1)]
    public string? Text { get; init; }
}

/// <summary>What whoever hands in a case hears.</summary>
/// <param name="OrderNo">The sender's own number, where there is one.</param>
/// <param name="CitizenDueAt">When the citizen is to be answered; null where there is no citizen.</param>
/// <param name="Advice">What to do at once in a matter of life and death.</param>
public sealed record OrderAccepted(
    string CaseId,
    string Code,
    string? OrderNo,
    CaseStatus State,
    Stage Stage,
    Grade Grade,
    Light Light,
    DateTimeOffset? CitizenDueAt,
    string? Advice,
    IReadOnlyDictionary<string, string> Links)
{
    /// <summary>The observed time that the phone gave, where it cannot be: look at the phone's clock. Left out otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DoubtfulObservedAt { get; init; }
}
