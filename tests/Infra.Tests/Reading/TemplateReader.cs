namespace GridCase.Infra.Tests.Reading;

/// <summary>Reads a template statement by statement.</summary>
internal sealed class TemplateReader : ExpressionReader
{
    private readonly List<ParameterDeclaration> parameters = [];
    private readonly List<VariableDeclaration> variables = [];
    private readonly List<ResourceDeclaration> resources = [];
    private readonly List<ModuleDeclaration> modules = [];
    private readonly List<OutputDeclaration> outputs = [];
    private string? scope;
    private string? template;

    private TemplateReader(IReadOnlyList<Token> tokens)
        : base(tokens)
    {
    }

    /// <exception cref="UnreadableTemplateException">It is not in the form of a template.</exception>
    public static Template Read(string path, string text)
    {
        var reader = new TemplateReader(Lexer.Read(text));
        while (reader.Now.Kind != TokenKind.End) reader.Statement(path.EndsWith(".bicepparam", StringComparison.Ordinal));
        return new(path, reader.scope, reader.template, reader.parameters, reader.variables, reader.resources, reader.modules, reader.outputs);
    }

    private void Statement(bool values)
    {
        if (!Now.FirstOfLine) throw Unreadable("expected a new line");
        var decorators = new List<Decorator>();
        while (Now.Is("@"))
        {
            Take();
            var call = Read() as Call ?? throw Unreadable("expected a decorator");
            decorators.Add(new(call.Line, call.Function, call.Arguments));
        }

        var line = Now.Line;
        switch (TakeWord())
        {
            case "targetScope":
                Take("=");
                scope = Quoted();
                break;
            case "using":
                template = Quoted();
                break;
            case "param":
                Parameter(line, decorators, values);
                break;
            case "var":
                var variable = TakeWord();
                Take("=");
                variables.Add(new(line, variable, Read()));
                break;
            case "resource":
                Resource(line);
                break;
            case "module":
                var module = TakeWord();
                var path = Quoted();
                Take("=");
                modules.Add(new(line, module, path, Conditional()));
                break;
            case "output":
                var output = TakeWord();
                var type = Type();
                Take("=");
                outputs.Add(new(line, output, type, Read(), decorators));
                break;
            case var word:
                throw new UnreadableTemplateException(line, $"{word} is no statement");
        }
    }

    private void Parameter(int line, List<Decorator> decorators, bool value)
    {
        var name = TakeWord();
        var type = value ? "" : Type();
        if (value && !Now.Is("=")) throw Unreadable("expected =");
        parameters.Add(new(line, name, type, TakeIf("=") ? Read() : null, decorators));
    }

    private void Resource(int line)
    {
        var name = TakeWord();
        var type = Quoted().Split('@');
        if (type.Length != 2) throw new UnreadableTemplateException(line, $"the type of {name} has no version");
        var existing = TakeIf("existing");
        Take("=");
        resources.Add(new(line, name, type[0], type[1], existing, Conditional()));
    }

    private string Type()
    {
        var type = TakeWord();
        if (TakeIf("["))
        {
            Take("]");
            type += "[]";
        }

        return TakeIf("?") ? type + "?" : type;
    }

    private string Quoted() => Now.Kind == TokenKind.Text ? Take().Text : throw Unreadable("expected a string");
}
