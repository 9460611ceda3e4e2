using System.ComponentModel.DataAnnotations;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Api.Open311;

/// <summary>All that the county offers by Open311, as an administrator wants it; what is left out is gone.</summary>
public sealed record CatalogueDocument
{
    /// <summary>The version that was read; 0 for the first.</summary>
    [Required]
    [Range(0, int.MaxValue)]
    public int? ExpectedVersion { get; init; }

    /// <summary>Whom an integrator asks, in words.</summary>
    [Required, StringLength(CatalogueCheck.MostWords)]
    public string? Contact { get; init; }

    /// <summary>How one gets an api_key, in words.</summary>
    [Required, StringLength(CatalogueCheck.MostWords)]
    public string? KeyService { get; init; }

    /// <summary>The web domain without www; the county's 6-digit code is understood beside it.</summary>
    [StringLength(253)]
    public string? JurisdictionId { get; init; }

    /// <summary>Where the county is reached from outside; left out, discovery names the address that was asked.</summary>
    [StringLength(500)]
    public string? PublicUrl { get; init; }

    /// <summary>True while the endpoint is there to be tried out.</summary>
    public bool Test { get; init; }

    /// <summary>Categories that are never shown, with all below them, beside dispute, danger and inspection.</summary>
    [MaxLength(200)]
    public IReadOnlyList<string>? Withheld { get; init; }

    [Required, MaxLength(CatalogueCheck.MostServices)]
    public IReadOnlyList<ServiceDocument>? Services { get; init; }
}

/// <summary>One service.</summary>
public sealed record ServiceDocument
{
    /// <summary>The service_code.</summary>
    [Required, StringLength(40)]
    public string? Code { get; init; }

    /// <summary>The category under which cases are opened; no two services share one.</summary>
    [Required, StringLength(80)]
    public string? Category { get; init; }

    [Required, StringLength(100)]
    public string? Name { get; init; }

    /// <summary>Also stands for the citizen's own words, which are never published.</summary>
    [Required, StringLength(CatalogueCheck.MostWords)]
    public string? Description { get; init; }

    [Required]
    public CaseKind? Kind { get; init; }

    [MaxLength(30)]
    public IReadOnlyList<string>? Keywords { get; init; }

    [StringLength(100)]
    public string? Group { get; init; }

    /// <summary>True: positions are published rounded to about 1 km.</summary>
    public bool CoarsePlace { get; init; }

    [MaxLength(CatalogueCheck.MostQuestions)]
    public IReadOnlyList<QuestionDocument>? Questions { get; init; }
}

/// <summary>One question of a service (attribute).</summary>
public sealed record QuestionDocument
{
    [Required, StringLength(40)]
    public string? Code { get; init; }

    [Required]
    public AnswerType? Type { get; init; }

    public bool Required { get; init; }

    [Required, StringLength(CatalogueCheck.MostWords)]
    public string? Description { get; init; }

    /// <summary>False for a text that is only shown.</summary>
    public bool Asks { get; init; } = true;

    [StringLength(CatalogueCheck.MostWords)]
    public string? Hint { get; init; }

    /// <summary>Of the two lists only.</summary>
    [MaxLength(CatalogueCheck.MostChoices)]
    public IReadOnlyList<ChoiceDocument>? Choices { get; init; }
}

public sealed record ChoiceDocument
{
    [Required, StringLength(40)]
    public string? Key { get; init; }

    [Required, StringLength(100)]
    public string? Name { get; init; }
}

/// <summary>What the county offers by Open311, with its version.</summary>
/// <param name="Version">To be given back as expectedVersion.</param>
/// <param name="ChangedAt">The changeset of discovery.</param>
/// <param name="ChangedBy">Null for what a first start brought.</param>
/// <param name="NotOffered">Codes of services that cannot be asked for now: the county has lost their category, or withholds it.</param>
public sealed record CatalogueView(
    int Version, DateTimeOffset ChangedAt, string? ChangedBy, string Contact, string KeyService, string? JurisdictionId, string? PublicUrl, bool Test, IReadOnlyList<string> Withheld,
    IReadOnlyList<ServiceDocument> Services, IReadOnlyList<string> NotOffered);
