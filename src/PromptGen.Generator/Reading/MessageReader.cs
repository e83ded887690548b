using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Reading;

/// <summary>Reads the messages of a prompt: its roles, and the prompt itself.</summary>
internal sealed class MessageReader(INamedTypeSymbol client, IMethodSymbol method, MethodProblems problems, CancellationToken cancellationToken)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The parameters that placeholders stand for.</summary>
    private IEnumerable<IParameterSymbol> Arguments => method.Parameters.Where(static parameter => ParameterKinds.Of(parameter.Type) == ParameterKind.Argument);

    private string MethodName => $"{method.ContainingType.Name}.{method.Name}";

    public EquatableArray<MessageTemplate> Read(AttributeData prompt)
    {
        var messages = FindRoles()
            .Select(role => ReadTemplate(role.Attribute.AttributeClass!.Name == KnownNames.DeveloperRole ? "Developer" : "System", role.Attribute, role.Scope))
            .ToList();
        messages.Add(ReadTemplate("User", prompt, method));

        // A misspelt placeholder leaves its parameter unused: that is one mistake, not two.
        foreach (var parameter in problems.Error is null ? Arguments : [])
        {
            if (!_used.Contains(parameter.Name))
                problems.Warn(Rules.ParameterUnused, parameter.LocationOrNone(), parameter.Name, MethodName);
        }

        return messages.ToEquatableArray();
    }

    /// <summary>The method's own roles, or the nearest of its interfaces'.</summary>
    private List<(ISymbol Scope, AttributeData Attribute)> FindRoles() => SettingsReader.Scopes(client, method.ContainingType)
        .Prepend<ISymbol>(method)
        .Select(static scope => scope.GetAttributes()
            .Where(static attribute => attribute.AttributeClass?.BaseType?.Is(KnownNames.Namespace, KnownNames.Role) == true)
            .Select(attribute => (Scope: scope, Attribute: attribute))
            .ToList())
        .FirstOrDefault(static roles => roles.Count > 0) ?? [];

    private MessageTemplate ReadTemplate(string role, AttributeData attribute, ISymbol scope)
    {
        if (attribute.IsBroken())
        {
            problems.Fail();
            return new(role, default);
        }

        var (template, error) = Template.Parse(attribute.ConstructorArguments is [{ Value: string text }] ? text : "");
        var location = LocationOf(attribute);
        if (error is not null)
            problems.ReportTemplate(Rules.TemplateMalformed, scope, location, scope is IMethodSymbol ? MethodName : scope.Name, error.Reason);

        var parts = new List<MessagePart>();
        foreach (var part in template.Parts)
        {
            if (!part.IsPlaceholder)
            {
                parts.Add(new(part.Text, IsArgument: false));
            }
            else if (Arguments.FirstOrDefault(parameter => parameter.Name == part.Text) is not { } parameter)
            {
                var names = Arguments.Select(static p => p.Name).ToList();
                problems.ReportTemplate(Rules.PlaceholderUnknown, scope, location, MethodName, part.Text, names.Count == 0 ? "none" : string.Join(", ", names));
            }
            else
            {
                _used.Add(parameter.Name);
                if (!ArgumentFormats.TryGet(parameter.Type, out var format) && !parameter.Type.IsUnknown())
                    problems.ReportTemplate(Rules.PlaceholderHasNoText, scope, location, parameter.Name, parameter.Type.ToReadable());
                parts.Add(new(parameter.Name, IsArgument: true, format));
            }
        }

        return new(role, parts.ToEquatableArray());
    }

    private Location LocationOf(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) switch
    {
        AttributeSyntax { ArgumentList.Arguments: [{ } argument, ..] } => argument.Expression.GetLocation(),
        { } syntax => syntax.GetLocation(),
        null => Location.None,
    };
}
