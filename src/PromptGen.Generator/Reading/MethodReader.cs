using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Reading;

/// <summary>Reads one method of a prompt interface.</summary>
internal sealed class MethodReader
{
    private readonly INamedTypeSymbol _client;
    private readonly IMethodSymbol _method;
    private readonly List<Diagnostic> _diagnostics;
    private readonly CancellationToken _cancellationToken;
    private Diagnostic? _error;

    private MethodReader(INamedTypeSymbol client, IMethodSymbol method, List<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        _client = client;
        _method = method;
        _diagnostics = diagnostics;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The parameters that placeholders stand for.</summary>
    private IEnumerable<IParameterSymbol> Arguments => _method.Parameters.Where(static parameter => ParameterKinds.Of(parameter.Type) == ParameterKind.Argument);

    private string MethodName => $"{_method.ContainingType.Name}.{_method.Name}";

    public static PromptMethod Read(
        INamedTypeSymbol client, IMethodSymbol method, ResultTypes resultTypes, List<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var reader = new MethodReader(client, method, diagnostics, cancellationToken);
        var call = reader.ReadCall(resultTypes);
        return new(
            Identifiers.Escape(method.Name),
            method.ContainingType.ToQualified(),
            (method.RefKind switch { RefKind.Ref => "ref ", RefKind.RefReadOnly => "ref readonly ", _ => "" }) + method.ReturnType.ToQualified(),
            method.IsGenericMethod ? $"<{string.Join(", ", method.TypeParameters.Select(static parameter => Identifiers.Escape(parameter.Name)))}>" : "",
            string.Concat(method.TypeParameters.Select(static parameter => $" where {Identifiers.Escape(parameter.Name)} : {ConstraintOf(parameter)}")),
            method.Parameters.Select(ReadParameter).ToEquatableArray(),
            reader._error is null ? call : null,
            reader._error is null ? null : $"{reader._error.Id}: {reader._error.GetMessage(CultureInfo.InvariantCulture)}");
    }

    private PromptCall? ReadCall(ResultTypes resultTypes)
    {
        if (_method.FindAttribute(KnownNames.Prompt) is not { } prompt)
        {
            Report(Rules.MethodNotAPrompt, _method.LocationOrNone(), _method.Name, "it has no [Prompt]");
            return null;
        }

        CheckSignature();
        var result = ReadReturnType(resultTypes);
        var messages = ReadMessages(prompt);
        return result is not var (returns, type, contract)
            ? null
            : new(
                $"{_client.ToReadable()}.{_method.Name}",
                "",
                returns,
                type,
                contract,
                messages,
                SettingsReader.Read(prompt, _client, _method.ContainingType));
    }

    private void CheckSignature()
    {
        if (!_method.IsAbstract)
            Report(Rules.MethodNotAPrompt, _method.LocationOrNone(), _method.Name, "it has a body of its own");
        if (_method.IsGenericMethod)
            Report(Rules.MethodNotAPrompt, _method.LocationOrNone(), _method.Name, "it is generic");
        foreach (var parameter in _method.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
                Report(Rules.MethodNotAPrompt, parameter.LocationOrNone(), _method.Name, $"its parameter '{parameter.Name}' is passed by reference");
            else if (parameter.Type.IsRefLikeType || parameter.Type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
                Report(Rules.MethodNotAPrompt, parameter.LocationOrNone(), _method.Name, $"its parameter '{parameter.Name}' cannot outlive the call, as a request does");
        }

        foreach (var (kind, type) in new[] { (ParameterKind.Token, "CancellationToken"), (ParameterKind.Parameters, "ChatParameters"), (ParameterKind.History, "history of messages") })
        {
            if (_method.Parameters.Count(parameter => ParameterKinds.Of(parameter.Type) == kind) > 1)
                Report(Rules.MethodNotAPrompt, _method.LocationOrNone(), _method.Name, $"it has more than one {type}");
        }
    }

    private (ReturnShape Returns, string Type, string? Contract)? ReadReturnType(ResultTypes resultTypes)
    {
        var location = ReturnTypeLocation();
        if (_method.ReturnType is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String, NullableAnnotation: not NullableAnnotation.Annotated }] } stream
            && stream.Is("System.Collections.Generic", "IAsyncEnumerable"))
            return (new(IsStream: true), "string", null);
        if (_method.ReturnType is not INamedTypeSymbol { TypeArguments.Length: 1 } task
            || !(task.Is("System.Threading.Tasks", "Task") || task.Is("System.Threading.Tasks", "ValueTask")))
        {
            Report(Rules.ReturnTypeNotSupported, location, MethodName, _method.ReturnType.ToReadable());
            return null;
        }

        var type = task.TypeArguments[0];
        var isResult = type is INamedTypeSymbol { TypeArguments.Length: 1 } && type.Is(KnownNames.Namespace, KnownNames.PromptResult);
        if (isResult)
            type = ((INamedTypeSymbol)type).TypeArguments[0];

        string? contract = null;
        if (type.SpecialType != SpecialType.System_String || type.NullableAnnotation == NullableAnnotation.Annotated)
        {
            (contract, var problem) = resultTypes.Add(type);
            if (problem is not null)
            {
                Report(
                    Rules.ResultTypeNotDescribable,
                    location,
                    problem.Location is null ? [] : [problem.Location],
                    type.ToReadable(),
                    problem.Reason);
                return null;
            }
        }

        return (new(task.Name == "ValueTask", isResult), type.ToQualified(), contract);
    }

    private EquatableArray<MessageTemplate> ReadMessages(AttributeData prompt)
    {
        var messages = new List<MessageTemplate>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var role in FindRoles())
            messages.Add(ReadTemplate(role.AttributeClass!.Name == KnownNames.DeveloperRole ? "Developer" : "System", role, used));
        messages.Add(ReadTemplate("User", prompt, used));

        // A misspelt placeholder leaves its parameter unused: that is one mistake, not two.
        foreach (var parameter in _error is null ? Arguments : [])
        {
            if (!used.Contains(parameter.Name))
                Report(Rules.ParameterUnused, parameter.LocationOrNone(), parameter.Name, MethodName);
        }

        return messages.ToEquatableArray();
    }

    /// <summary>The method's own roles, or the nearest of its interfaces'.</summary>
    private List<AttributeData> FindRoles() => SettingsReader.Scopes(_client, _method.ContainingType)
        .Prepend<ISymbol>(_method)
        .Select(static scope => scope.GetAttributes()
            .Where(static attribute => attribute.AttributeClass?.BaseType?.Is(KnownNames.Namespace, KnownNames.Role) == true)
            .ToList())
        .FirstOrDefault(static roles => roles.Count > 0) ?? [];

    private MessageTemplate ReadTemplate(string role, AttributeData attribute, HashSet<string> used)
    {
        var text = attribute.ConstructorArguments is [{ Value: string constant }] ? constant : "";
        var (template, error) = Template.Parse(text);
        var location = TemplateLocation(attribute);
        if (error is not null)
            Report(Rules.TemplateMalformed, location, MethodName, error.Reason);

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
                Report(Rules.PlaceholderUnknown, location, MethodName, part.Text, names.Count == 0 ? "none" : string.Join(", ", names));
            }
            else
            {
                used.Add(parameter.Name);
                if (!ArgumentFormats.TryGet(parameter.Type, out var format))
                    Report(Rules.PlaceholderHasNoText, location, parameter.Name, parameter.Type.ToReadable());
                parts.Add(new(parameter.Name, IsArgument: true, format));
            }
        }

        return new(role, parts.ToEquatableArray());
    }

    private Location TemplateLocation(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(_cancellationToken) is AttributeSyntax { ArgumentList.Arguments: [{ } argument, ..] }
            ? argument.Expression.GetLocation()
            : attribute.LocationOf(_cancellationToken);

    private Location ReturnTypeLocation() =>
        _method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellationToken) is MethodDeclarationSyntax declaration
            ? declaration.ReturnType.GetLocation()
            : _method.LocationOrNone();

    private void Report(DiagnosticDescriptor rule, Location location, params string[] arguments) => Report(rule, location, [], arguments);

    private void Report(DiagnosticDescriptor rule, Location location, IEnumerable<Location> additional, params string[] arguments)
    {
        var diagnostic = Diagnostic.Create(rule, location, additional, messageArgs: arguments);
        if (rule.DefaultSeverity == DiagnosticSeverity.Error)
            _error ??= diagnostic;

        // What an inherited method lacks is said where it is declared.
        if (_method.ContainingType.Equals(_client, SymbolEqualityComparer.Default) || !InterfaceReader.IsPromptInterface(_method.ContainingType))
            _diagnostics.Add(diagnostic);
    }

    private static MethodParameter ReadParameter(IParameterSymbol parameter) => new(
        parameter.Name,
        parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            RefKind.RefReadOnlyParameter => "ref readonly ",
            _ => parameter.IsParams ? "params " : "",
        },
        parameter.Type.ToQualified(),
        Constants.DefaultOf(parameter),
        ParameterKinds.Of(parameter.Type));

    private static string ConstraintOf(ITypeParameterSymbol parameter) =>
        parameter.IsValueType ? "struct" : parameter.IsReferenceType ? "class" : "default";
}
