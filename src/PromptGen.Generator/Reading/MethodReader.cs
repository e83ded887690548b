using System.Globalization;
using Microsoft.CodeAnalysis;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Pipeline;
using PromptGen.Models;

namespace PromptGen.Generator.Reading;

/// <summary>A method of a prompt interface, as it was read.</summary>
/// <param name="Symbol">The method.</param>
/// <param name="Method">Its model; null where no client could have it, since its very signature cannot be written.</param>
/// <param name="Request">What is known of the request, whatever else is wrong; null where it is no prompt.</param>
internal sealed record MethodReading(IMethodSymbol Symbol, PromptMethod? Method, KnownRequest? Request);

/// <summary>Reads one method of a prompt interface.</summary>
internal static class MethodReader
{
    public static MethodReading Read(
        INamedTypeSymbol client, IMethodSymbol method, ResultTypes resultTypes, TemplateFiles files, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var problems = new MethodProblems(client, method, diagnostics);
        var (call, request) = ReadCall(client, method, resultTypes, files, problems, cancellationToken);
        return new(method, !SignatureRules.CanBeWritten(method, resultTypes.Compilation) ? null : new(
            Identifiers.Escape(method.Name),
            method.ContainingType.ToQualified(),
            (method.RefKind switch { RefKind.Ref => "ref ", RefKind.RefReadOnly => "ref readonly ", _ => "" }) + method.ReturnType.ToQualified(),
            method.IsGenericMethod ? $"<{string.Join(", ", method.TypeParameters.Select(static parameter => Identifiers.Escape(parameter.Name)))}>" : "",
            string.Concat(method.TypeParameters.Select(static parameter => $" where {Identifiers.Escape(parameter.Name)} : {ConstraintOf(parameter)}")),
            method.Parameters.Select(ReadParameter).ToEquatableArray(),
            problems.Error is null ? call : null,
            problems.Error), request);
    }

    private static (PromptCall? Call, KnownRequest? Request) ReadCall(
        INamedTypeSymbol client, IMethodSymbol method, ResultTypes resultTypes, TemplateFiles files, MethodProblems problems, CancellationToken cancellationToken)
    {
        if (method.FindAttribute(KnownNames.Prompt) is not { } prompt)
        {
            problems.Report(Rules.MethodNotAPrompt, method.LocationOrNone(), method.Name, "it has no [Prompt]");
            return default;
        }

        SignatureRules.Check(method, resultTypes.Compilation, problems);
        var result = ReturnTypeReader.Read(client, method, resultTypes, problems, cancellationToken);
        var examples = new ExampleReader(client, method, result, resultTypes, problems, cancellationToken).Read();
        var messages = new MessageReader(client, method, resultTypes, files, problems, cancellationToken).Read(prompt, examples);
        var settings = SettingsReader.Effective(prompt, client, method).ToList();
        var request = SettingsReader.ReadRequest(settings) with
        {
            Roles = messages.Select(static message => message.Role.ToLowerInvariant()).ToEquatableArray(),
            ContentParts = method.Parameters.Select(static parameter => ParameterKinds.ContentPartOf(parameter.Type)).OfType<string>().ToEquatableArray(),
            HasSchema = result is null ? null : result.Value.Contract is not null,
            IsStream = result?.Returns.IsStream == true,
        };
        return result is not var (returns, type, contract)
            ? (null, request)
            : (new(
                $"{client.ToReadable()}.{method.Name}",
                "",
                method.DeclaredAccessibility == Accessibility.Public,
                returns,
                type.ToQualified(),
                contract,
                RepairSettings.MaxRepairsOf(prompt, client, method, problems, cancellationToken),
                ValidatorReader.Read(client, method, problems, resultTypes.Compilation, cancellationToken),
                messages,
                SettingsReader.Read(settings).ToEquatableArray(),
                request), request);
    }

    private static MethodParameter ReadParameter(IParameterSymbol parameter) => new(
        parameter.Name.Length > 0 ? parameter.Name : "__" + parameter.Ordinal.ToString(CultureInfo.InvariantCulture),
        parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            RefKind.RefReadOnlyParameter => "ref readonly ",
            _ => parameter.IsParams ? "params " : "",
        },
        TypeOf(parameter),
        Constants.DefaultOf(parameter),
        ParameterKinds.Of(parameter.Type));

    /// <summary>The type; an argument that is dynamic would make every call that it is passed in dynamic.</summary>
    private static string TypeOf(IParameterSymbol parameter) => parameter.Type switch
    {
        IDynamicTypeSymbol { NullableAnnotation: NullableAnnotation.Annotated } => "object?",
        IDynamicTypeSymbol => "object",
        var type => type.ToQualified(),
    };

    private static string ConstraintOf(ITypeParameterSymbol parameter) =>
        parameter.IsValueType ? "struct" : parameter.IsReferenceType ? "class" : "default";
}
