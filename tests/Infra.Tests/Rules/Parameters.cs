using GridCase.Infra.Tests.Reading;

namespace GridCase.Infra.Tests.Rules;

/// <summary>Each parameter and output says what it is, in a sentence and by its type.</summary>
internal static class Parameters
{
    private static readonly string[] Types = ["string", "int", "bool", "object", "string[]"];
    private static readonly string[] Decorators = ["allowed", "description", "maxLength", "maxValue", "minLength", "minValue"];

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("described", folder => folder.Templates.SelectMany(template => Described(template).Where(item => !Says(item.Decorators))
            .Select(item => new Finding("described", template.Path, item.Line, $"{item.Name} has no description")))),
        new("typed", folder => folder.Templates.SelectMany(template => Described(template).Where(item => !Types.Contains(item.Type.TrimEnd('?')))
            .Select(item => new Finding("typed", template.Path, item.Line, $"{item.Name} is of the type {item.Type}")))),
        new("known-decorator", folder => folder.Templates.SelectMany(template => Described(template).SelectMany(item => item.Decorators)
            .Where(decorator => !Decorators.Contains(decorator.Name))
            .Select(decorator => new Finding("known-decorator", template.Path, decorator.Line, $"{decorator.Name} is not a decorator that templates here may use")))),
        new("allowed-value", folder => folder.All.Where(file => file.HoldsParameters).SelectMany(file => Values(folder, file))),
    ];

    private static IEnumerable<(string Name, string Type, int Line, IReadOnlyList<Decorator> Decorators)> Described(Template template) =>
    [
        .. template.Parameters.Select(parameter => (parameter.Name, parameter.Type, parameter.Line, parameter.Decorators)),
        .. template.Outputs.Select(output => (output.Name, output.Type, output.Line, output.Decorators)),
    ];

    private static bool Says(IReadOnlyList<Decorator> decorators) =>
        decorators.FirstOrDefault(decorator => decorator.Name == "description")?.Arguments is [StringText { Value: var text }] && text.Trim().Length > 0;

    /// <summary>A value that is written out must be one of those that the parameter of the module allows, through the template in between.</summary>
    private static IEnumerable<Finding> Values(TemplateFolder folder, Template file)
    {
        if (file.Using is null || folder.At(file, file.Using) is not { } template) yield break;
        foreach (var given in file.Parameters)
        {
            var limits = template.Parameters.Where(parameter => parameter.Name == given.Name).Concat(Handed(folder, template, given.Name));
            foreach (var limit in limits.SelectMany(parameter => parameter.Decorators).Where(limit => !Within(limit, given.Default!)))
                yield return new("allowed-value", file.Path, given.Line, $"{given.Name} breaks its limit {limit.Name}");
        }
    }

    private static IEnumerable<ParameterDeclaration> Handed(TemplateFolder folder, Template template, string name) =>
        from module in template.Modules
        from passed in module.Passed
        where passed.Value is Name value && value.Value == name
        from parameter in folder.At(template, module.Path)?.Parameters ?? []
        where parameter.Name == passed.Key
        select parameter;

    private static bool Within(Decorator limit, Expression value) => (limit.Name, value) switch
    {
        ("allowed", StringText or Constant) => ((List)limit.Arguments[0]).Items.Any(item => Written(item) == Written(value)),
        ("minValue", Constant) => int.Parse(Written(value)) >= int.Parse(Written(limit.Arguments[0])),
        ("maxValue", Constant) => int.Parse(Written(value)) <= int.Parse(Written(limit.Arguments[0])),
        ("minLength", List list) => list.Items.Count >= int.Parse(Written(limit.Arguments[0])),
        _ => true,
    };

    private static string Written(Expression value) => value switch { StringText text => text.Value, Constant constant => constant.Value, _ => "" };
}
