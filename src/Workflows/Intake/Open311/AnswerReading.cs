using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GridCase.Workflows.Intake.Open311;

/// <summary>Reads <c>attribute[code]</c> and <c>attribute[code][]</c> against the questions of a service.</summary>
internal static partial class AnswerReading
{
    private const int MostLine = 200;
    private const int MostText = 1_000;

    public static bool IsAnswer(string name) => name.StartsWith("attribute[", StringComparison.Ordinal);

    public static ImmutableArray<Answered> Read(SentForm form, PublicService service, List<string> faults)
    {
        var given = new Dictionary<string, ImmutableArray<string>>();
        foreach (var name in form.Names.Where(IsAnswer))
        {
            var match = Name().Match(name);
            var code = match.Groups[1].Value;
            // A name from outside is repeated only where it is a plain one.
            if (!match.Success) faults.Add("An attribute is written attribute[code], or attribute[code][] for each value of several.");
            else if (service.Questions.All(question => question.Code != code)) faults.Add($"{service.Code} asks for no attribute[{code}].");
            else given[code] = given.GetValueOrDefault(code, []).AddRange(form.All(name));
        }

        var answers = ImmutableArray.CreateBuilder<Answered>();
        foreach (var question in service.Questions.Where(question => question.Asks))
        {
            if (!given.TryGetValue(question.Code, out var values))
            {
                if (question.Required) faults.Add($"attribute[{question.Code}] is required.");
            }
            else if (Words(question, values, faults) is { } words) answers.Add(new(question, words));
        }

        return answers.DrainToImmutable();
    }

    private static string? Words(ServiceQuestion question, ImmutableArray<string> values, List<string> faults)
    {
        var problem = question.Type == AnswerType.MultiValueList ? Choosing(question, values) : values.Length > 1 ? "takes one value" : Single(question, values[0]);
        if (problem is not null)
        {
            faults.Add($"attribute[{question.Code}] {problem}.");
            return null;
        }

        return question.IsList ? string.Join("、", values.Select(value => question.Choices.First(choice => choice.Key == value).Name)) : PlainText.Of(values[0]);
    }

    private static string? Choosing(ServiceQuestion question, ImmutableArray<string> values) =>
        values.Any(value => question.Choices.All(choice => choice.Key != value)) ? KeysOf(question) : values.Distinct().Count() < values.Length ? "names a choice twice" : null;

    private static string? Single(ServiceQuestion question, string value) => question.Type switch
    {
        AnswerType.String when value.Length > MostLine || value.AsSpan().ContainsAny('\r', '\n') => $"is one line of at most {MostLine} characters",
        AnswerType.Text when value.Length > MostText => $"has at most {MostText} characters",
        AnswerType.Number when value.Length > 30 || !decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) => "is a decimal number",
        AnswerType.DateTime when W3CDate.Read(value) is null => "is a date and time with its offset, such as 2026-02-13T09:30:00+08:00",
        AnswerType.SingleValueList when question.Choices.All(choice => choice.Key != value) => KeysOf(question),
        _ => null,
    };

    private static string KeysOf(ServiceQuestion question) => "is one of " + string.Join(", ", question.Choices.Select(choice => choice.Key));

    [GeneratedRegex(@"\Aattribute\[([A-Za-z0-9_-]{1,40})\](?:\[\])?\z")]
    private static partial Regex Name();
}
