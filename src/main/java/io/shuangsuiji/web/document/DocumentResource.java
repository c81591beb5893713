package io.shuangsuiji.web.document;

import io.shuangsuiji.amendment.DocumentSteps;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.policy.document.Sentence;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.RequestEdition;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;

/** The document of an edition, for systems. */
@Path("/editions/{edition}")
@Produces(MediaType.APPLICATION_JSON)
public class DocumentResource {
    private final RequestEdition snapshot;
    private final Documents documents;

    DocumentResource(RequestEdition snapshot, Documents documents) {
        this.snapshot = snapshot;
        this.documents = documents;
    }

    /**
     * A document.
     *
     * @param edition whose it is
     * @param text the whole text
     * @param sentences its sentences and headings
     */
    public record DocumentView(String edition, String text, List<DocumentSentence> sentences) {}

    /** A sentence or heading of a document; {@code sentence} is by what marks know it. */
    public record DocumentSentence(int number, String clause, boolean heading, String sentence, String text) {
        static DocumentSentence of(Sentence sentence) {
            return new DocumentSentence(
                    sentence.number(), sentence.clause(), sentence.heading(), sentence.digest(), sentence.text());
        }
    }

    /** The text and its sentences. */
    @GET
    @Path("document")
    public DocumentView document(@PathParam("edition") String name) throws IOException {
        var edition = snapshot.pin(name);
        var document = documents.required(edition);
        return new DocumentView(
                name,
                document.text(),
                document.sentences().stream().map(DocumentSentence::of).toList());
    }

    /** What has become of each sentence, and the rows that quote it. */
    @GET
    @Path("clauses")
    public ClausesView clauses(@PathParam("edition") String name, @Context UriInfo uri) throws IOException {
        Parameters.refuseUnknown(uri, List.of("state"));
        var edition = snapshot.pin(name);
        documents.required(edition);
        return documents
                .clauses(edition, Documents.state(uri.getQueryParameters().getFirst("state")))
                .orElseThrow();
    }

    /** What another text changes, and the rows that quote what it changes. */
    @POST
    @Path("document/comparison")
    @Consumes({MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    public DocumentDiffView compare(@PathParam("edition") String name, byte[] text)
            throws IOException, AmendmentRefused {
        var edition = snapshot.pin(name);
        return documents.compare(edition, DocumentSteps.read(text));
    }
}
