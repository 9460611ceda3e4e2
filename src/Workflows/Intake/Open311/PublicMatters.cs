using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Intake.Open311;

/// <summary>
/// Which matters and which cases may be seen by anybody. A matter is public when a service is offered for it or for a category above it and it is not
/// withheld. A case is public when it came in by Open311 and its matter, as it stands now, is: orders of the hotline, the counter and the rest were not
/// given for publication.
/// </summary>
public sealed class PublicMatters(ServiceCatalogue catalogue, CountyDirectory directory)
{
    /// <summary>
    /// 矛盾纠纷 is between people, 危及生命财产 belongs to 110/119/120, 网格巡查 is the county's own work and includes care visits to people: never public,
    /// whatever a catalogue says.
    /// </summary>
    private static readonly string[] NeverPublic = ["dispute", "danger", "inspection"];

    /// <summary>The services that can be asked for now, in the catalogue's order: those of categories that the county still has and does not withhold.</summary>
    public IEnumerable<PublicService> Offered => catalogue.Services.Where(service => directory.Category(service.Category) is not null && !IsWithheld(service.Category));

    /// <summary>A service that can be asked for now, or null.</summary>
    public PublicService? Offer(string code) => Offered.FirstOrDefault(service => service.Code == code);

    /// <summary>The service under which a matter is shown: that of its category, or of the nearest category above; null when it is not public.</summary>
    public PublicService? ServiceOf(string category)
    {
        if (IsWithheld(category)) return null;
        for (var code = category; ; code = code[..code.LastIndexOf('.')])
        {
            if (catalogue.Services.FirstOrDefault(service => service.Category == code) is { } service) return service;
            if (!code.Contains('.', StringComparison.Ordinal)) return null;
        }
    }

    /// <summary>Whether a category is kept from the public: by its sort, because it is grave from the start, or by the catalogue.</summary>
    public bool IsWithheld(string category) =>
        NeverPublic.Concat(catalogue.Withheld).Any(root => IsWithin(category, root)) || directory.DefaultGrade(category) == Grade.L1;

    /// <summary>The service under which a case may be shown to anybody, or null for a case that may not.</summary>
    public PublicService? ServiceOf(CaseFile file) => file.Origin is { Channel: Channel.Open311, Confidential: false } ? ServiceOf(file.Category) : null;

    /// <summary>Every category that is shown under one of these services; of all services when none is named.</summary>
    public ImmutableArray<string> CategoriesOf(IReadOnlyCollection<string> serviceCodes) =>
    [
        .. directory.Categories.Select(category => category.Code).Where(code => ServiceOf(code) is { } service && (serviceCodes.Count == 0 || serviceCodes.Contains(service.Code))),
    ];

    /// <summary>Whether a category is another or lies below it.</summary>
    internal static bool IsWithin(string category, string root) =>
        category.StartsWith(root, StringComparison.Ordinal) && (category.Length == root.Length || category[root.Length] == '.');
}
