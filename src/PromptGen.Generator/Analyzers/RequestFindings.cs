using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptGen.Generator.Reading;
using PromptGen.Models;

namespace PromptGen.Generator.Analyzers;

/// <summary>
/// Finds what of a prompt its model does not take, and where that is written down: at the value, the role, the parameter or the
/// return type; where that is another declaration's, at the model's name, or else at the client's.
/// </summary>
internal sealed class RequestFindings(INamedTypeSymbol client, InterfaceReading reading, ModelCatalog catalog, CancellationToken cancellationToken)
{
    /// <summary>Adds them to the reading's own diagnostics.</summary>
    public void Add()
    {
        foreach (var (method, _, request) in reading.Methods)
        {
            if (request is null || method.FindAttribute(KnownNames.Prompt) is not { } prompt)
                continue;
            var problems = RequestRules.Check(request, catalog).ToList();
            if (problems.Count == 0)
                continue;
            var place = new Place(client, method, [.. SettingsReader.Effective(prompt, client, method)], cancellationToken);
            var roles = string.Join(",", problems.Where(static problem => problem.Rule == RequestRule.RoleNotTaken).Select(static problem => problem.Subject));
            foreach (var problem in problems)
            {
                var rule = Rules.Of(problem.Rule);
                var data = problem.Rule == RequestRule.RoleNotTaken ? (FixData.Roles, roles) : (FixData.Nearest, problem.Nearest);
                if (place.Of(problem, rule.DefaultSeverity) is { } location)
                    reading.Diagnostics.Add(reading.Diagnostics.Create(rule, location, [], [data], [.. problem.Arguments]));
            }
        }
    }

    /// <summary>Where the parts of one prompt's request are written down.</summary>
    private sealed class Place(INamedTypeSymbol client, IMethodSymbol method, List<EffectiveSetting> settings, CancellationToken cancellationToken)
    {
        private readonly bool _isOwn = IsSame(method.ContainingType, client);

        /// <summary>Where a problem is to be reported; null where it is another declaration's to report.</summary>
        public Location? Of(RequestProblem problem, DiagnosticSeverity severity)
        {
            if (LocateSubject(problem) is { } subject)
                return subject;
            if (Locate(SettingsReader.Model) is { } model)
                return model;

            // What an inherited prompt lacks is said where it is declared, if that is a prompt interface of this assembly.
            var isSaidElsewhere = !_isOwn && PromptMethods.IsPromptInterface(method.ContainingType) && IsSame(method.ContainingType.ContainingAssembly, client.ContainingAssembly);
            return isSaidElsewhere || (!_isOwn && severity != DiagnosticSeverity.Error) ? null : client.LocationOrNone();
        }

        private Location? LocateSubject(RequestProblem problem) => problem.Rule switch
        {
            RequestRule.RoleNotTaken => LocateRole(problem.Subject),
            RequestRule.ResponseFormatNotTaken => Locate(KnownParameter.ResponseFormat),
            RequestRule.SchemaInPrompt => _isOwn ? ReturnTypeReader.LocationOf(method, cancellationToken) : null,
            RequestRule.ContentPartNotTaken => _isOwn
                ? method.Parameters.FirstOrDefault(parameter => ParameterKinds.ContentPartOf(parameter.Type) == problem.Subject)?.LocationOrNone()
                : null,
            _ => Locate(problem.Subject),
        };

        /// <summary>The value of a setting that the client's own declaration has, or its own method's.</summary>
        private Location? Locate(string property)
        {
            foreach (var setting in settings)
            {
                if (setting.Name == property)
                    return IsHere(setting.Scope) ? AttributeArguments.Locate(setting.Attribute, property, cancellationToken) : null;
            }

            return null;
        }

        private Location? LocateRole(string role)
        {
            foreach (var (scope, attribute) in MessageReader.RolesOf(client, method))
            {
                if (IsHere(scope) && string.Equals(MessageReader.RoleOf(attribute), role, StringComparison.OrdinalIgnoreCase))
                    return (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax)?.GetLocation();
            }

            return null;
        }

        private bool IsHere(ISymbol scope) => IsSame(scope, client) || (_isOwn && IsSame(scope, method));

        private static bool IsSame(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
    }
}
