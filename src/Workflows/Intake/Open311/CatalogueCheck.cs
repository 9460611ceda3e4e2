using System.Text.RegularExpressions;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Intake.Open311;

/// <summary>What is wrong with a catalogue: where, and what to do about it.</summary>
public sealed record CatalogueFault(string Place, string Problem);

/// <summary>Checks a catalogue against the county before it is kept.</summary>
public static partial class CatalogueCheck
{
    public const int MostServices = 200;
    public const int MostQuestions = 20;
    public const int MostChoices = 50;
    public const int MostWords = 500;

    /// <summary>Every fault; none for a catalogue that can be kept.</summary>
    public static IEnumerable<CatalogueFault> Faults(ServiceCatalogue catalogue, CountyDirectory directory)
    {
        if (Words(catalogue.Contact, MostWords) is { } contact) yield return new("contact", contact);
        if (Words(catalogue.KeyService, MostWords) is { } key) yield return new("keyService", key);
        if (catalogue.JurisdictionId is { } id && !Domain().IsMatch(id)) yield return new("jurisdictionId", "A jurisdiction is named by its web domain without www, such as potou.gov.cn.");
        if (catalogue.PublicUrl is { } url && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || url.Query.Length + url.Fragment.Length + url.UserInfo.Length > 0))
            yield return new("publicUrl", "An address of http or https, with nothing behind ? or #.");
        for (var i = 0; i < catalogue.Withheld.Length; i++)
            if (directory.Category(catalogue.Withheld[i]) is null) yield return new($"withheld[{i}]", "The county has no such category.");
        if (catalogue.Services.Length > MostServices) yield return new("services", $"There are at most {MostServices} services.");
        foreach (var twice in Twice(catalogue.Services.Select(service => service.Code))) yield return new("services", $"Two services have the code {twice}.");
        foreach (var twice in Twice(catalogue.Services.Select(service => service.Category))) yield return new("services", $"Two services are of the category {twice}: a case could not be shown under one of them.");
        var matters = new PublicMatters(catalogue, directory);
        for (var i = 0; i < catalogue.Services.Length; i++)
            foreach (var fault in Faults(catalogue.Services[i], $"services[{i}]", matters, directory)) yield return fault;
    }

    private static IEnumerable<CatalogueFault> Faults(PublicService service, string place, PublicMatters matters, CountyDirectory directory)
    {
        if (!Code().IsMatch(service.Code)) yield return new($"{place}.code", "A code has 1 to 40 small letters, digits and hyphens.");
        if (directory.Category(service.Category) is null) yield return new($"{place}.category", "The county has no such category.");
        else if (matters.IsWithheld(service.Category)) yield return new($"{place}.category", "This category is never public.");
        if (Words(service.Name, 100) is { } name) yield return new($"{place}.name", name);
        if (Words(service.Description, MostWords) is { } description) yield return new($"{place}.description", description);
        if (service.Group is { } group && Words(group, 100) is { } grouped) yield return new($"{place}.group", grouped);
        if (service.Keywords.Length > 30 || service.Keywords.Any(word => Words(word, 40) is not null || word.Contains(',', StringComparison.Ordinal)))
            yield return new($"{place}.keywords", "At most 30 keywords, each of 1 to 40 characters without a comma.");
        if (service.Questions.Length > MostQuestions) yield return new($"{place}.questions", $"At most {MostQuestions} questions.");
        foreach (var twice in Twice(service.Questions.Select(question => question.Code))) yield return new($"{place}.questions", $"Two questions have the code {twice}.");
        for (var i = 0; i < service.Questions.Length; i++)
            foreach (var fault in Faults(service.Questions[i], $"{place}.questions[{i}]")) yield return fault;
    }

    private static IEnumerable<CatalogueFault> Faults(ServiceQuestion question, string place)
    {
        if (!Key().IsMatch(question.Code)) yield return new($"{place}.code", "A code has 1 to 40 letters, digits, hyphens and underscores.");
        if (Words(question.Description, MostWords) is { } description) yield return new($"{place}.description", description);
        if (question.Hint is { } hint && Words(hint, MostWords) is { } hinted) yield return new($"{place}.hint", hinted);
        if (question is { Required: true, Asks: false }) yield return new($"{place}.required", "What is only shown cannot be required.");
        if (question.IsList != !question.Choices.IsEmpty) yield return new($"{place}.choices", "The two lists have choices, the other types have none.");
        if (question.Choices.Length > MostChoices) yield return new($"{place}.choices", $"At most {MostChoices} choices.");
        if (question.Choices.Any(choice => !Key().IsMatch(choice.Key) || Words(choice.Name, 100) is not null))
            yield return new($"{place}.choices", "A choice has a key of 1 to 40 letters, digits, hyphens and underscores, and a name of 1 to 100 characters.");
        foreach (var twice in Twice(question.Choices.Select(choice => choice.Key))) yield return new($"{place}.choices", $"Two choices have the key {twice}.");
    }

    private static string? Words(string text, int most) =>
        string.IsNullOrWhiteSpace(text) || text.Length > most || PlainText.Of(text) != text ? $"1 to {most} characters, no markup and no control characters." : null;

    private static IEnumerable<string> Twice(IEnumerable<string> codes) => codes.CountBy(code => code).Where(pair => pair.Value > 1).Select(pair => pair.Key);

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\z")]
    private static partial Regex Code();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,40}\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"\A(?=.{1,253}\z)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+\z")]
    private static partial Regex Domain();
}
