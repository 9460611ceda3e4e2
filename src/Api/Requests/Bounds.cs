using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using GridCase.Api.Problems;

namespace GridCase.Api.Requests;

/// <summary>Checks a document against the bounds written on its properties, which are also those of the OpenAPI document.</summary>
internal static class Bounds
{
    private static readonly ConcurrentDictionary<Type, Rule[]> Rules = new();

    public static void Check(object document) => Check(document, "");

    private static void Check(object document, string prefix)
    {
        foreach (var rule in Rules.GetOrAdd(document.GetType(), RulesOf))
        {
            var value = rule.Property.GetValue(document);
            var field = prefix + rule.Name;
            if (value is string text) CheckText(text, field);
            CheckRule(rule, value, field);
            if (value is IEnumerable items and not string)
            {
                var index = 0;
                foreach (var item in items) CheckPart(item, $"{field}[{index++}]");
            }
            else if (value is not null) CheckPart(value, field);
        }
    }

    private static void CheckRule(Rule rule, object? value, string field)
    {
        foreach (var bound in rule.Bounds)
        {
            if (bound is RequiredAttribute)
            {
                if (value is null || (value is string text && string.IsNullOrWhiteSpace(text))) throw ProblemException.Malformed("missing-field", $"{field} is required.", field);
            }
            else if (value is not null && !bound.IsValid(value)) throw ProblemException.Malformed("out-of-bounds", $"{field} is out of bounds: {Words(bound)}", field);
        }
    }

    private static void CheckPart(object? part, string field)
    {
        if (part is null) throw ProblemException.Malformed("missing-field", $"{field} is empty.", field);
        if (part is string text) CheckText(text, field);
        else if (part.GetType().Assembly == typeof(Bounds).Assembly && part.GetType() is { IsEnum: false }) Check(part, field + ".");
    }

    /// <summary>Control characters other than tab and line ends are nobody's words.</summary>
    internal static void CheckText(string text, string field)
    {
        foreach (var character in text)
            if (char.IsControl(character) && character is not ('\t' or '\n' or '\r'))
                throw ProblemException.Malformed("invalid-value", $"{field} contains a control character.", field);
    }

    private static string Words(ValidationAttribute bound) => bound.ErrorMessage ?? bound switch
    {
        StringLengthAttribute length => $"{length.MinimumLength} to {length.MaximumLength} characters.",
        RangeAttribute range => $"{range.Minimum} to {range.Maximum}.",
        MaxLengthAttribute most => $"at most {most.Length} entries.",
        RegularExpressionAttribute shape => $"the shape is {shape.Pattern}.",
        _ => "see the OpenAPI document.",
    };

    private static Rule[] RulesOf(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract")
            .Select(property => new Rule(
                property,
                JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                [.. property.GetCustomAttributes<ValidationAttribute>().OrderBy(bound => bound is RequiredAttribute ? 0 : 1)])),
    ];

    private sealed record Rule(PropertyInfo Property, string Name, ValidationAttribute[] Bounds);
}
