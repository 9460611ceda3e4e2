using GridCase.Infra.Tests.Reading;

namespace GridCase.Infra.Tests.Rules;

/// <summary>What one template hands to another exists there.</summary>
internal static class Modules
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("module-path", folder => Each(folder).Where(call => call.Callee is null)
            .Select(call => new Finding("module-path", call.Caller.Path, call.Module.Line, $"there is no template {call.Module.Path}"))),
        new("passed-parameter", folder => Known(folder).SelectMany(UnknownParameters)),
        new("required-parameter", folder => Known(folder).SelectMany(MissingParameters)),
        new("module-output", folder => folder.Templates.SelectMany(template => UnknownOutputs(folder, template))),
        new("parameter-file", folder => folder.All.Where(file => file.HoldsParameters).SelectMany(file => File(folder, file))),
    ];

    private static IEnumerable<(Template Caller, ModuleDeclaration Module, Template? Callee)> Each(TemplateFolder folder) =>
        folder.Templates.SelectMany(template => template.Modules.Select(module => (template, module, folder.At(template, module.Path))));

    private static IEnumerable<(Template Caller, ModuleDeclaration Module, Template Callee)> Known(TemplateFolder folder) =>
        Each(folder).Where(call => call.Callee is not null).Select(call => (call.Caller, call.Module, call.Callee!));

    private static IEnumerable<Finding> UnknownParameters((Template Caller, ModuleDeclaration Module, Template Callee) call) => call.Module.Passed
        .Where(passed => call.Callee.Parameters.All(parameter => parameter.Name != passed.Key))
        .Select(passed => new Finding("passed-parameter", call.Caller.Path, passed.Line, $"{call.Module.Path} has no parameter {passed.Key}"));

    private static IEnumerable<Finding> MissingParameters((Template Caller, ModuleDeclaration Module, Template Callee) call) => call.Callee.Parameters
        .Where(parameter => parameter.Required && call.Module.Passed.All(passed => passed.Key != parameter.Name))
        .Select(parameter => new Finding("required-parameter", call.Caller.Path, call.Module.Line, $"{call.Module.Path} needs {parameter.Name}"));

    private static IEnumerable<Finding> UnknownOutputs(TemplateFolder folder, Template template) => template.Expressions.SelectMany(value => value.All).OfType<Member>()
        .Where(member => member.Of is Member { Name: "outputs", Of: Name })
        .Select(member => (member, Module: template.Modules.FirstOrDefault(module => module.Name == ((Name)((Member)member.Of).Of).Value)))
        .Where(read => read.Module is not null && folder.At(template, read.Module.Path) is { } callee && callee.Outputs.All(output => output.Name != read.member.Name))
        .Select(read => new Finding("module-output", template.Path, read.member.Line, $"{read.Module!.Path} has no output {read.member.Name}"));

    private static IEnumerable<Finding> File(TemplateFolder folder, Template file)
    {
        if (file.Using is null || folder.At(file, file.Using) is not { } template)
        {
            yield return new("parameter-file", file.Path, 1, $"there is no template {file.Using}");
            yield break;
        }

        foreach (var given in file.Parameters.Where(given => template.Parameters.All(parameter => parameter.Name != given.Name)))
            yield return new("parameter-file", file.Path, given.Line, $"{file.Using} has no parameter {given.Name}");
        foreach (var parameter in template.Parameters.Where(parameter => parameter.Required && file.Parameters.All(given => given.Name != parameter.Name)))
            yield return new("parameter-file", file.Path, 1, $"{parameter.Name} is not given");
    }
}
