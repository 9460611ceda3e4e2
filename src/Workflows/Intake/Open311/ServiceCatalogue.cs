using System.Collections.Immutable;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Intake.Open311;

/// <summary>What the county offers by Open311 GeoReport v2: one document, replaced as a whole, counted by version.</summary>
/// <param name="Version">How often it has been saved; 0 before the first time, and then nothing is offered.</param>
/// <param name="ChangedAt">When it was last saved: the changeset of discovery.</param>
/// <param name="Contact">Whom an integrator asks, in words; up to 500 characters.</param>
/// <param name="KeyService">How one gets an api_key, in words; up to 500 characters.</param>
/// <param name="Services">In the order in which they are listed.</param>
public sealed record ServiceCatalogue(int Version, DateTimeOffset ChangedAt, string Contact, string KeyService, ImmutableArray<PublicService> Services)
{
    /// <summary>Before anybody saved one.</summary>
    public static ServiceCatalogue Empty { get; } = new(0, new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), "", "", []);

    /// <summary>Who saved it last; null for what a first start brought.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>The jurisdiction's id by the standard's custom, the main web domain without www; the county's 6-digit code is always understood beside it.</summary>
    public string? JurisdictionId { get; init; }

    /// <summary>Where the county is reached from outside, without <c>/open311</c>; none takes the address that was asked.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>True while the endpoint is there to be tried out: discovery says test.</summary>
    public bool IsTest { get; init; }

    /// <summary>Categories that are never shown, with all below them, beside those that <see cref="PublicMatters"/> always withholds.</summary>
    public ImmutableArray<string> Withheld { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<PublicService> Services { get; init; } = Services.IsDefault ? [] : Services;

    public PublicService? Find(string code) => Services.FirstOrDefault(service => service.Code == code);
}

/// <summary>One kind of request that citizens may send (service).</summary>
/// <param name="Code">What clients send as service_code: small letters, digits and hyphens, 1 to 40.</param>
/// <param name="Category">The category of the county's list under which a case is opened. No two services share one.</param>
/// <param name="Name">路灯不亮 Street light out.</param>
/// <param name="Description">What belongs here, in a sentence or two. It also stands for the citizen's own words, which are never published.</param>
/// <param name="Kind">What such a request is counted as.</param>
public sealed record PublicService(string Code, string Category, string Name, string Description, CaseKind Kind)
{
    public ImmutableArray<string> Keywords { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Services of one group are shown together.</summary>
    public string? Group { get; init; }

    /// <summary>True where the exact spot would tell whom it is about: positions are then published rounded to about 1 km.</summary>
    public bool CoarsePlace { get; init; }

    /// <summary>In the order in which they are asked.</summary>
    public ImmutableArray<ServiceQuestion> Questions { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <summary>One thing more that is asked for a service (attribute).</summary>
/// <param name="Code">What clients send in <c>attribute[code]</c>: letters, digits, hyphens and underscores, 1 to 40.</param>
/// <param name="Type">How it is answered.</param>
/// <param name="Required">Whether a request without it is refused.</param>
/// <param name="Description">The question, as the citizen reads it.</param>
public sealed record ServiceQuestion(string Code, AnswerType Type, bool Required, string Description)
{
    /// <summary>False for a text that is only shown; nothing is answered to it.</summary>
    public bool Asks { get; init; } = true;

    /// <summary>How to answer, where the type does not say it.</summary>
    public string? Hint { get; init; }

    /// <summary>Of the two lists only: what may be chosen.</summary>
    public ImmutableArray<AnswerChoice> Choices { get; init => field = value.IsDefault ? [] : value; } = [];

    public bool IsList => Type is AnswerType.SingleValueList or AnswerType.MultiValueList;
}

/// <summary>One answer of a list.</summary>
public sealed record AnswerChoice(string Key, string Name);

/// <summary>How a question is answered (datatype).</summary>
public enum AnswerType
{
    /// <summary>One line, up to 200 characters.</summary>
    String,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>An instant with its offset.</summary>
    DateTime,

    /// <summary>Several lines, up to 1,000 characters.</summary>
    Text,

    /// <summary>One of the choices.</summary>
    SingleValueList,

    /// <summary>Any of the choices, each once.</summary>
    MultiValueList,
}
